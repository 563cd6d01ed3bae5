using System.Runtime.InteropServices;
using System.Text;

namespace Tributary.Git;

/// <summary>Reads whole files as the system gives them: .NET's own reader makes its handle by reflection, which costs a short command that reads some patches more than the reading.</summary>
public static unsafe class FileBytes
{
    private const int CloseOnExec = 0x80000;
    private const int ToEnd = 2;

    /// <summary>All bytes of a file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="IOException">It cannot be read, in .NET's words.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static byte[] Read(string path) => (path.Contains('\0', StringComparison.Ordinal) ? null : TryRead(path)) ?? File.ReadAllBytes(path);

    // Null for what is no plain file of some length, a pipe or a folder say, and for all that goes wrong.
    private static byte[]? TryRead(string path)
    {
        int file;
        fixed (byte* name = Encoding.UTF8.GetBytes(path + "\0")) file = Open(name, CloseOnExec);
        if (file < 0) return null;
        try
        {
            var length = Seek(file, 0, ToEnd);
            if (length is <= 0 or > int.MaxValue / 2) return null;
            var bytes = new byte[length];
            fixed (byte* start = bytes)
            {
                for (long at = 0; at < length;)
                {
                    var read = ReadAt(file, start + at, (nint)(length - at), at);
                    if (read <= 0) return null;
                    at += read;
                }
            }

            return bytes;
        }
        finally
        {
            _ = Close(file);
        }
    }

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories), DllImport("libc", EntryPoint = "open")]
    private static extern int Open(byte* path, int flags);

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories), DllImport("libc", EntryPoint = "lseek")]
    private static extern long Seek(int file, long offset, int whence);

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories), DllImport("libc", EntryPoint = "pread")]
    private static extern nint ReadAt(int file, byte* bytes, nint count, long offset);

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories), DllImport("libc", EntryPoint = "close")]
    private static extern int Close(int file);
}
