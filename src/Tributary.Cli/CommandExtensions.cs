using System.CommandLine;

namespace Tributary.Cli;

/// <summary>How a command gets its action.</summary>
internal static class CommandExtensions
{
    extension(Command command)
    {
        /// <summary>Runs this when the command is called: inside the error boundary, its output flushed at the end.</summary>
        /// <param name="run">The work; its result is the exit status.</param>
        public Command Runs(Func<CommandContext, CancellationToken, Task<int>> run)
        {
            command.SetAction((arguments, cancel) => RunAsync(new(arguments), run, cancel));
            return command;
        }
    }

    /// <summary>Runs a command inside the error boundary, and flushes its output at the end.</summary>
    /// <param name="context">Its arguments.</param>
    /// <param name="run">The work; its result is the exit status.</param>
    /// <param name="cancel">Ctrl-C.</param>
    public static Task<int> RunAsync(CommandContext context, Func<CommandContext, CancellationToken, Task<int>> run, CancellationToken cancel) => ErrorBoundary.RunAsync(async () =>
    {
        await using (context) return await run(context, cancel);
    }, cancel);
}
