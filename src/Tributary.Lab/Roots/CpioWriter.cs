using System.Globalization;
using System.Text;

namespace Tributary.Lab;

/// <summary>Writes a cpio archive in the form that the kernel unpacks as its first root (newc: Documentation/driver-api/early-userspace/buffer-format.rst).</summary>
/// <param name="output">Where it goes; left open.</param>
internal sealed class CpioWriter(Stream output)
{
    private const int Folder = 0x41ed; // 040755
    private const int Executable = 0x81ed; // 0100755
    private const int Symlink = 0xa1ff; // 0120777
    private const int Device = 0x2180; // 020600

    private readonly HashSet<string> _names = [];
    private int _inode;
    private long _at;

    /// <summary>A folder, with those above it.</summary>
    /// <param name="path">Its path in the root, without a slash before it.</param>
    public void AddFolder(string path)
    {
        if (path.Length == 0 || !_names.Add(path)) return;

        AddFolder(Above(path));
        AddHead(path, Folder, 0);
    }

    /// <summary>A file that may be run.</summary>
    /// <param name="path">Its path in the root.</param>
    /// <param name="content">What is in it.</param>
    public void AddFile(string path, ReadOnlySpan<byte> content)
    {
        if (!_names.Add(path)) return;

        AddFolder(Above(path));
        AddHead(path, Executable, content.Length);
        Write(content);
        Pad();
    }

    /// <summary>A symbolic link.</summary>
    /// <param name="path">Its path in the root.</param>
    /// <param name="target">Where it points.</param>
    public void AddLink(string path, string target)
    {
        if (!_names.Add(path)) return;

        AddFolder(Above(path));
        AddHead(path, Symlink, Encoding.UTF8.GetByteCount(target));
        Write(Encoding.UTF8.GetBytes(target));
        Pad();
    }

    /// <summary>A character device.</summary>
    /// <param name="path">Its path in the root.</param>
    /// <param name="device">Its major and minor number.</param>
    public void AddDevice(string path, (int Major, int Minor) device)
    {
        AddFolder(Above(path));
        AddHead(path, Device, 0, device);
    }

    /// <summary>Ends the archive.</summary>
    public void End() => AddHead("TRAILER!!!", 0, 0);

    private static string Above(string path) => path.LastIndexOf('/') is var slash and > 0 ? path[..slash] : "";

    private void AddHead(string path, int mode, int size, (int Major, int Minor) device = default)
    {
        var name = Encoding.UTF8.GetBytes(path);
        // Inode, mode, owner, group, links, time, size, device of the file (2), device it stands for (2), length of the name, checksum.
        ReadOnlySpan<int> fields = [++_inode, mode, 0, 0, 1, 0, size, 0, 0, device.Major, device.Minor, name.Length + 1, 0];
        var head = new StringBuilder("070701", 110);
        foreach (var field in fields) head.Append(CultureInfo.InvariantCulture, $"{field:x8}");
        Write(Encoding.ASCII.GetBytes(head.ToString()));
        Write(name);
        Write([0]);
        Pad();
    }

    private void Pad() => Write("\0\0\0"u8[..(int)((4 - _at % 4) % 4)]);

    private void Write(ReadOnlySpan<byte> bytes)
    {
        output.Write(bytes);
        _at += bytes.Length;
    }
}
