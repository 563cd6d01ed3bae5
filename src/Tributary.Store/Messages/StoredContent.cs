using System.Buffers;
using System.IO.Compression;

namespace Tributary.Store;

/// <summary>Bytes as they lie in the database: a mail's, or those of several mails one after the other (<see cref="StoredBlock"/>).</summary>
/// <param name="Encoding">0: as they are; 1: Brotli (RFC 7932). The numbers are stored.</param>
/// <param name="Bytes">The bytes so encoded.</param>
public readonly record struct StoredContent(long Encoding, ReadOnlyMemory<byte> Bytes)
{
    /// <summary>Smaller ones are not worth the trouble.</summary>
    private const int WorthPacking = 512;

    // Half the size in the least time: deflate is slower and larger, more quality costs more than it saves (docs/storage.md).
    private const int Quality = 0;
    private const int Window = 18;

    // With twice the room Brotli writes where the bytes stay; else into memory of its own first. Few mails are larger.
    private const int Usual = 64 * 1024;
    private const int BrotliRoom = 503;

    /// <summary>Encodes bytes.</summary>
    /// <param name="content">The bytes.</param>
    /// <param name="room">Where they go, encoded or not; null for an array of their own, where what does not shrink holds on to those given.</param>
    public static StoredContent Of(ReadOnlyMemory<byte> content, PackedRoom? room = null)
    {
        if (content.Length < WorthPacking) return AsItIs(content, room);
        var scratch = ArrayPool<byte>.Shared.Rent(content.Length <= Usual ? (content.Length * 2) + BrotliRoom : content.Length);
        try
        {
            // Bytes that do not shrink are kept as they are.
            if (!BrotliEncoder.TryCompress(content.Span, scratch, out var length, Quality, Window) || length >= content.Length) return AsItIs(content, room);
            var packed = scratch.AsSpan(0, length);
            return new(1, room is null ? packed.ToArray() : room.Keep(packed));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(scratch);
        }
    }

    /// <summary>Bytes that are not encoded.</summary>
    /// <param name="content">The bytes.</param>
    /// <param name="room">Where they are copied; null to hold on to them.</param>
    public static StoredContent AsItIs(ReadOnlyMemory<byte> content, PackedRoom? room = null) => new(0, room is null ? content : room.Keep(content.Span));

    /// <summary>All the bytes.</summary>
    public ReadOnlyMemory<byte> Decode()
    {
        if (Encoding == 0) return Bytes;
        using var packed = new BrotliStream(new MemoryStream(Bytes.ToArray()), CompressionMode.Decompress);
        var target = new MemoryStream(Bytes.Length * 4);
        packed.CopyTo(target);
        return target.GetBuffer().AsMemory(0, (int)target.Length);
    }

    /// <summary>A mail's bytes.</summary>
    /// <param name="start">Where it begins in a block; null: it has the row to itself.</param>
    /// <param name="size">How many bytes it has.</param>
    /// <exception cref="InvalidDataException">They are not there.</exception>
    public ReadOnlyMemory<byte> Decode(long? start, long size)
    {
        if (start is not { } from) return Decode();
        if (Encoding == 0) return Bytes.Slice((int)from, (int)size);

        // No further than the mail reaches.
        var target = new byte[from + size];
        using var decoder = default(BrotliDecoder);
        var source = Bytes.Span;
        var written = 0;
        while (written < target.Length)
        {
            var status = decoder.Decompress(source, target.AsSpan(written), out var consumed, out var got);
            source = source[consumed..];
            written += got;
            if (status is not OperationStatus.DestinationTooSmall && written < target.Length) throw new InvalidDataException("a block of mails is damaged");
        }

        return target.AsMemory((int)from);
    }
}
