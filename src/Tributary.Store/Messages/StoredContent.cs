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

    // Few mails are larger.
    private const int Usual = 64 * 1024;
    private const int BrotliRoom = 503;

    /// <summary>Encodes a mail.</summary>
    /// <param name="content">The mail.</param>
    /// <param name="room">Where its bytes go, encoded or not; null for an array of their own, where what does not shrink holds on to the mail's.</param>
    public static StoredContent Of(ReadOnlyMemory<byte> content, PackedRoom? room = null)
    {
        if (content.Length < WorthPacking) return AsItIs(content, room);
        using var own = room is null ? new PackedRoom() : null;
        var target = room ?? own!;

        // With twice the room Brotli writes where the bytes stay; else into memory of its own first.
        var reserved = content.Length <= Usual ? (content.Length * 2) + BrotliRoom : content.Length - 1;

        // Bytes that do not shrink are kept as they are.
        if (!BrotliEncoder.TryCompress(content.Span, target.Reserve(reserved), out var length, Quality, Window) || length >= content.Length) return AsItIs(content, room);
        var packed = target.Take(length);
        return new(1, own is null ? packed : packed.ToArray());
    }

    /// <summary>A mail that is not encoded.</summary>
    /// <param name="content">The mail.</param>
    /// <param name="room">Where its bytes are copied; null to hold on to them.</param>
    public static StoredContent AsItIs(ReadOnlyMemory<byte> content, PackedRoom? room = null)
    {
        if (room is null) return new(0, content);
        content.Span.CopyTo(room.Reserve(content.Length));
        return new(0, room.Take(content.Length));
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
