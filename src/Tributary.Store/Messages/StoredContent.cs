using System.IO.Compression;

namespace Tributary.Store;

/// <summary>A mail's bytes as they lie in the database.</summary>
/// <param name="Encoding">0: as they are; 1: deflate (RFC 1951). The numbers are stored.</param>
/// <param name="Bytes">The bytes so encoded.</param>
public readonly record struct StoredContent(long Encoding, ReadOnlyMemory<byte> Bytes)
{
    /// <summary>Smaller ones are not worth the trouble.</summary>
    private const int WorthDeflating = 512;

    /// <summary>Encodes a mail.</summary>
    public static StoredContent Of(ReadOnlyMemory<byte> content)
    {
        if (content.Length < WorthDeflating) return new(0, content);
        var target = new MemoryStream(content.Length / 2);
        using (var deflate = new DeflateStream(target, CompressionLevel.Fastest, leaveOpen: true)) deflate.Write(content.Span);
        return target.Length < content.Length ? new(1, target.GetBuffer().AsMemory(0, (int)target.Length)) : new(0, content);
    }

    /// <summary>The mail, byte for byte.</summary>
    public ReadOnlyMemory<byte> Decode()
    {
        if (Encoding == 0) return Bytes;
        using var deflate = new DeflateStream(new MemoryStream(Bytes.ToArray()), CompressionMode.Decompress);
        var target = new MemoryStream(Bytes.Length * 4);
        deflate.CopyTo(target);
        return target.ToArray();
    }
}
