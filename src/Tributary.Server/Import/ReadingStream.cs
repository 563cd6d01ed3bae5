namespace Tributary.Server;

/// <summary>A stream that is read forward only; what the small streams of the mailbox reader share.</summary>
internal abstract class ReadingStream : Stream
{
    /// <inheritdoc />
    public override bool CanRead => true;

    /// <inheritdoc />
    public override bool CanSeek => false;

    /// <inheritdoc />
    public override bool CanWrite => false;

    /// <inheritdoc />
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc />
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <inheritdoc />
    public abstract override int Read(Span<byte> buffer);

    /// <inheritdoc />
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <inheritdoc />
    public override void Flush()
    {
    }

    /// <inheritdoc />
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc />
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc />
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}

/// <summary>Tells how far a file has been read, also to another thread.</summary>
internal sealed class CountingStream(Stream inner) : ReadingStream
{
    private long _read;

    /// <inheritdoc />
    public override long Length { get; } = inner.CanSeek ? inner.Length : 0;

    /// <inheritdoc />
    public override long Position
    {
        get => Interlocked.Read(ref _read);
        set => throw new NotSupportedException();
    }

    /// <inheritdoc />
    public override int Read(Span<byte> buffer)
    {
        var count = inner.Read(buffer);
        Interlocked.Add(ref _read, count);
        return count;
    }

    /// <inheritdoc />
    protected override void Dispose(bool disposing)
    {
        inner.Dispose();
        base.Dispose(disposing);
    }
}

/// <summary>Bytes that were read ahead, and then the stream that they came from.</summary>
internal sealed class PrefixedStream(ReadOnlyMemory<byte> prefix, Stream inner) : ReadingStream
{
    private ReadOnlyMemory<byte> _prefix = prefix;

    /// <inheritdoc />
    public override int Read(Span<byte> buffer)
    {
        if (_prefix.IsEmpty) return inner.Read(buffer);
        var count = Math.Min(buffer.Length, _prefix.Length);
        _prefix.Span[..count].CopyTo(buffer);
        _prefix = _prefix[count..];
        return count;
    }

    /// <inheritdoc />
    protected override void Dispose(bool disposing)
    {
        inner.Dispose();
        base.Dispose(disposing);
    }
}

/// <summary>A stream that ends where its file is broken, and says why, so that what stands before is kept.</summary>
internal sealed class UnbrokenStream(Stream inner) : ReadingStream
{
    /// <summary>Why it ended early, or null.</summary>
    public string? Fault { get; private set; }

    /// <inheritdoc />
    public override int Read(Span<byte> buffer)
    {
        if (Fault is not null) return 0;
        try
        {
            return inner.Read(buffer);
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException)
        {
            Fault = exception is InvalidDataException ? "its compressed data is cut or damaged" : exception.Message;
            return 0;
        }
    }

    /// <inheritdoc />
    protected override void Dispose(bool disposing)
    {
        inner.Dispose();
        base.Dispose(disposing);
    }
}
