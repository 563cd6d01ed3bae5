using System.Buffers.Binary;
using System.Text;

namespace Tributary.Server;

/// <summary>What a frame between an import and the server says.</summary>
internal enum DoorFrame : byte
{
    /// <summary>The other side is gone.</summary>
    Gone = 0,

    /// <summary>Import → server: where the mail goes (<see cref="DoorRequest"/>).</summary>
    Target = (byte)'T',

    /// <summary>Import → server: kind and location of the next source, parted by a line end.</summary>
    Source = (byte)'S',

    /// <summary>Server → import: the position from which to read that source.</summary>
    Position = (byte)'P',

    /// <summary>Import → server: mails (<see cref="DoorChunk"/>).</summary>
    Chunk = (byte)'C',

    /// <summary>Import → server: the source is read; what could not be, a line each.</summary>
    SourceEnd = (byte)'E',

    /// <summary>Import → server: that was the last source.</summary>
    End = (byte)'F',

    /// <summary>Server → import: what it came to (<see cref="ImportReport"/>).</summary>
    Report = (byte)'R',

    /// <summary>Server → import: why it cannot go on, one line.</summary>
    Refusal = (byte)'X',
}

/// <summary>Frames on a stream: a byte of kind, four bytes of length, the content.</summary>
/// <param name="stream">The socket.</param>
internal sealed class DoorFrames(Stream stream) : IDisposable
{
    private const int HeadBytes = 5;

    /// <summary>More than any chunk: a larger frame is not one of ours.</summary>
    private const int MostBytes = 128 * 1024 * 1024;

    /// <summary>Sends a text.</summary>
    public void Write(DoorFrame frame, string text) => Write(frame, Encoding.UTF8.GetBytes(text));

    /// <summary>Sends bytes.</summary>
    public void Write(DoorFrame frame, ReadOnlySpan<byte> content)
    {
        Span<byte> head = stackalloc byte[HeadBytes];
        head[0] = (byte)frame;
        BinaryPrimitives.WriteInt32LittleEndian(head[1..], content.Length);
        stream.Write(head);
        stream.Write(content);
        stream.Flush();
    }

    /// <summary>Waits for the next frame.</summary>
    public DoorFrame Read(out byte[] content)
    {
        content = [];
        Span<byte> head = stackalloc byte[HeadBytes];
        if (stream.ReadAtLeast(head, HeadBytes, throwOnEndOfStream: false) < HeadBytes) return DoorFrame.Gone;
        var length = BinaryPrimitives.ReadInt32LittleEndian(head[1..]);
        if (length is < 0 or > MostBytes) return DoorFrame.Gone;
        content = new byte[length];
        return stream.ReadAtLeast(content, length, throwOnEndOfStream: false) < length ? DoorFrame.Gone : (DoorFrame)head[0];
    }

    /// <summary>Waits for a frame of that kind.</summary>
    /// <exception cref="IOException">The other side is gone, or says why it cannot go on.</exception>
    public string Expect(DoorFrame frame)
    {
        var got = Read(out var content);
        var text = Encoding.UTF8.GetString(content);
        if (got == frame) return text;
        throw new IOException(got == DoorFrame.Refusal ? text : "the server that writes to this data folder has gone; what it took is kept, import again");
    }

    /// <inheritdoc />
    public void Dispose() => stream.Dispose();
}
