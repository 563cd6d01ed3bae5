using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Tributary.Cli;

/// <summary>The line that <c>trib --version</c> prints.</summary>
internal static class VersionLine
{
    /// <summary>Name and version, e.g. <c>trib 0.1.0</c>.</summary>
    public static string Text => $"trib {typeof(VersionLine).Assembly.GetName().Version!.ToString(3)}";

    /// <summary>Writes it to descriptor 1: Console alone would cost a third of the start.</summary>
    /// <returns>The exit status.</returns>
    public static int Write()
    {
        using var output = new SafeFileHandle(1, ownsHandle: false);
        RandomAccess.Write(output, Encoding.ASCII.GetBytes(Text + "\n"), fileOffset: 0);
        return ExitStatus.Done;
    }
}
