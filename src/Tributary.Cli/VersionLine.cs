using System.Runtime.InteropServices;
using System.Text;

namespace Tributary.Cli;

/// <summary>The line that <c>trib --version</c> prints.</summary>
internal static class VersionLine
{
    /// <summary>Name and version, e.g. <c>trib 0.1.0</c>.</summary>
    public static string Text => $"trib {typeof(VersionLine).Assembly.GetName().Version!.ToString(3)}";

    /// <summary>
    /// Writes it to descriptor 1 by write(2): Console alone would cost a third of the start, and a FileStream writes at an
    /// offset of its own, so that it fails on a pipe or overwrites what stands in a file.
    /// </summary>
    /// <returns>The exit status.</returns>
    public static int Write()
    {
        var line = Encoding.ASCII.GetBytes(Text + "\n");
        return WriteDescriptor(1, line, line.Length) == line.Length ? ExitStatus.Done : ExitStatus.Outside;
    }

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [DllImport("libc", EntryPoint = "write")]
    private static extern nint WriteDescriptor(int descriptor, byte[] bytes, nint count);
}
