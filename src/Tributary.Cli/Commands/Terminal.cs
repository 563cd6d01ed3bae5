using Spectre.Console;

namespace Tributary.Cli;

/// <summary>Where tables and trees are drawn: as wide and as colourful as standard output is, plain and unbroken in a pipe.</summary>
internal static class Terminal
{
    // Wide enough that no line of a table is broken in a pipe.
    private const int PipeWidth = 400;

    // What a terminal is taken for that does not say how wide it is.
    private const int UsualWidth = 80;

    /// <summary>A console that draws on an output.</summary>
    /// <param name="output">The command's output.</param>
    public static IAnsiConsole On(TextWriter output)
    {
        var isTerminal = !Console.IsOutputRedirected;
        var isPlain = !isTerminal || Environment.GetEnvironmentVariable("TERM") is "dumb";
        var console = AnsiConsole.Create(new()
        {
            Ansi = isPlain ? AnsiSupport.No : AnsiSupport.Yes,
            ColorSystem = isPlain || Environment.GetEnvironmentVariable("NO_COLOR") is { Length: > 0 } ? ColorSystemSupport.NoColors : ColorSystemSupport.Standard,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(output),
        });
        console.Profile.Width = !isTerminal ? PipeWidth : Console.WindowWidth > 0 ? Console.WindowWidth : UsualWidth;
        return console;
    }
}
