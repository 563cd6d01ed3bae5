namespace Tributary.Server;

/// <summary>
/// The message that DATA sends (RFC 5321, 4.5.2): lines end in CRLF, a dot that begins a line is doubled, and a line of one dot ends it. Kept
/// with LF, as archives and mail servers keep mail, so that the same message from another source is the same bytes.
/// </summary>
internal sealed class LmtpLetter(int mostBytes) : IDisposable
{
    private readonly MemoryStream _bytes = new();

    /// <summary>True when more was sent than is kept.</summary>
    public bool IsTooLarge { get; private set; }

    /// <summary>The message so far.</summary>
    public ReadOnlyMemory<byte> Message => _bytes.GetBuffer().AsMemory(0, (int)_bytes.Length);

    /// <summary>Takes a line without its CRLF.</summary>
    /// <returns>False when it was the line that ends the message.</returns>
    public bool Add(ReadOnlySpan<byte> line)
    {
        if (line.StartsWith("."u8))
        {
            if (line.Length == 1) return false;
            line = line[1..];
        }

        if (_bytes.Length + line.Length >= mostBytes) IsTooLarge = true;
        if (IsTooLarge) return true;
        _bytes.Write(line);
        _bytes.WriteByte((byte)'\n');
        return true;
    }

    /// <inheritdoc />
    public void Dispose() => _bytes.Dispose();
}
