using System.IO.Compression;

namespace Tributary.Store;

/// <summary>A mail's bytes as they lie in the database.</summary>
/// <param name="Encoding">0: as they are; 1: Brotli (RFC 7932). The numbers are stored.</param>
/// <param name="Bytes">The bytes so encoded.</param>
public readonly record struct StoredContent(long Encoding, ReadOnlyMemory<byte> Bytes)
{
    /// <summary>Smaller ones are not worth the trouble.</summary>
    private const int WorthPacking = 512;

    // Half the size in the least time: deflate is slower and larger, more quality costs more than it saves (docs/storage.md).
    private const int Quality = 0;
    private const int Window = 18;

    /// <summary>Encodes a mail.</summary>
    /// <param name="content">The mail; what does not shrink holds on to its bytes.</param>
    /// <param name="room">Where the encoded bytes go; null for an array of their own.</param>
    public static StoredContent Of(ReadOnlyMemory<byte> content, PackedRoom? room = null)
    {
        if (content.Length < WorthPacking) return new(0, content);
        using var own = room is null ? new PackedRoom() : null;
        var target = room ?? own!;

        // False when it would not fit: bytes that do not shrink are kept as they are.
        if (!BrotliEncoder.TryCompress(content.Span, target.Reserve(content.Length - 1), out var length, Quality, Window)) return new(0, content);
        var packed = target.Take(length);
        return new(1, own is null ? packed : packed.ToArray());
    }

    /// <summary>The mail, byte for byte.</summary>
    public ReadOnlyMemory<byte> Decode()
    {
        if (Encoding == 0) return Bytes;
        using var packed = new BrotliStream(new MemoryStream(Bytes.ToArray()), CompressionMode.Decompress);
        var target = new MemoryStream(Bytes.Length * 4);
        packed.CopyTo(target);
        return target.GetBuffer().AsMemory(0, (int)target.Length);
    }
}
