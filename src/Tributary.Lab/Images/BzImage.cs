using System.Buffers.Binary;
using System.Collections.Immutable;
using System.IO.Compression;

namespace Tributary.Lab;

/// <summary>A compressed kernel of x86 (Documentation/arch/x86/boot.rst).</summary>
internal static class BzImage
{
    private const int SetupSectors = 0x1f1;
    private const int Header = 0x202;
    private const int VersionAt = 0x20e;
    private const int PayloadOffset = 0x248;
    private const int PayloadLength = 0x24c;
    private const int Sector = 512;

    /// <summary>True when these bytes are one.</summary>
    public static bool IsOne(ReadOnlySpan<byte> image) => image.Length > PayloadLength + 4 && image[Header..].StartsWith("HdrS"u8);

    /// <summary>Where the text of its version begins.</summary>
    public static ReadOnlySpan<byte> VersionOf(ReadOnlySpan<byte> image)
    {
        var at = BinaryPrimitives.ReadUInt16LittleEndian(image[VersionAt..]) + Sector;
        return at < image.Length ? image[at..] : [];
    }

    /// <summary>Writes the kernel that is compressed in it.</summary>
    /// <param name="image">The image.</param>
    /// <param name="file">Where to.</param>
    /// <param name="cancel">Stops it.</param>
    /// <exception cref="LabException">It cannot be decompressed.</exception>
    public static async Task ExtractAsync(ReadOnlyMemory<byte> image, string file, CancellationToken cancel)
    {
        var payload = PayloadOf(image);
        if (payload.Span.StartsWith((ReadOnlySpan<byte>)[0x1f, 0x8b]))
        {
            await using var target = File.Create(file);
            await using var plain = new GZipStream(new MemoryStream(payload.ToArray()), CompressionMode.Decompress);
            await plain.CopyToAsync(target, cancel);
            return;
        }

        ImmutableArray<string> unpack = payload.Span.StartsWith((ReadOnlySpan<byte>)[0xfd, (byte)'7', (byte)'z']) ? ["xz", "-dc", "--single-stream"]
            : payload.Span.StartsWith((ReadOnlySpan<byte>)[0x28, 0xb5, 0x2f, 0xfd]) ? ["zstd", "-dc"]
            : throw new LabException("the kernel is compressed in a way that trib does not know; give its vmlinux");
        var packed = file + ".packed";
        await File.WriteAllBytesAsync(packed, payload, cancel);
        // What stands behind the stream (its length) makes them complain; whether it worked, the file tells.
        await Tool.RunAsync(["sh", "-c", """out=$1; shift; "$@" >"$out" """, "sh", file, .. unpack, packed], Path.GetDirectoryName(file)!, TimeSpan.FromMinutes(5), cancel);
        File.Delete(packed);
        if (!File.Exists(file) || new FileInfo(file).Length < payload.Length) throw new LabException($"{unpack[0]} could not unpack the kernel; install {(unpack[0] == "xz" ? "xz-utils" : unpack[0])}");
    }

    private static ReadOnlyMemory<byte> PayloadOf(ReadOnlyMemory<byte> image)
    {
        var setup = Math.Max((int)image.Span[SetupSectors], 4);
        var at = (setup + 1L) * Sector + BinaryPrimitives.ReadUInt32LittleEndian(image.Span[PayloadOffset..]);
        var length = BinaryPrimitives.ReadUInt32LittleEndian(image.Span[PayloadLength..]);
        return at + length <= image.Length ? image.Slice((int)at, (int)length) : throw new LabException("the kernel's image is cut short");
    }
}
