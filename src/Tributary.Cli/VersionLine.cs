using System.Text;

namespace Tributary.Cli;

/// <summary>The line that <c>trib --version</c> prints.</summary>
internal static class VersionLine
{
    /// <summary>Name and version, e.g. <c>trib 0.1.0</c>.</summary>
    public static string Text => $"trib {typeof(VersionLine).Assembly.GetName().Version!.ToString(3)}";

    /// <summary>Writes it without Console, which alone would cost a third of the start.</summary>
    /// <returns>The exit status.</returns>
    public static int Write()
    {
        try
        {
            using var output = new StandardOutput();
            output.Write(Encoding.ASCII.GetBytes(Text + "\n"));
            return ExitStatus.Done;
        }
        catch (IOException)
        {
            return ExitStatus.Outside;
        }
    }
}
