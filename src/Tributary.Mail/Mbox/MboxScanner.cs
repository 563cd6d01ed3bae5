namespace Tributary.Mail;

/// <summary>Reads an mbox in large blocks and cuts it at its separators.</summary>
internal sealed class MboxScanner(Stream stream, int limit)
{
    // How much is kept when the rest of a message over the limit is passed over: a separator and what stands before it.
    private const int Tail = FromLine.Longest + 64;

    // Less room than this behind what is read, and it is moved to the front.
    private const int Room = 64 * 1024;

    // A block; of a stream that knows its length no more than that and the place to see its end: a folder of patches is read file by file.
    private const int Block = 1024 * 1024;

    private byte[] _buffer = new byte[stream.CanSeek ? Math.Clamp(stream.Length - stream.Position + 1, 1, Block) : Block];
    private int _start;
    private int _end;
    private int _searched;
    private byte[]? _large;
    private bool _isAtEnd;
    private bool _isBegun;
    private bool _isMbox;

    /// <summary>The next message, as an array of its own; false at the end.</summary>
    public bool TryRead(out ReadOnlyMemory<byte> message)
    {
        message = default;
        if (!_isBegun && !TryBegin()) return false;
        if (_start == _end && !Fill()) return false;
        if (_isMbox) SkipLine();
        _searched = _start;
        while (true)
        {
            if (_isMbox && TryFindSeparator(out var end, out var next))
            {
                message = Cut(end);
                _start = next;
                return true;
            }

            if (Fill()) continue;
            message = Cut(_isMbox ? WithoutBlankLine() : _end);
            _start = _end;
            return true;
        }
    }

    // A byte order mark or blank lines before the first separator are no message.
    private bool TryBegin()
    {
        _isBegun = true;
        while (_end < 4096 && Fill())
        {
        }

        var bytes = _buffer.AsSpan(0, _end);
        ReadOnlySpan<byte> lead = bytes.StartsWith("\uFEFF"u8) ? bytes[3..] : bytes;
        lead = WithoutBlankLines(lead);
        _isMbox = lead.StartsWith("From "u8);
        if (_isMbox) _start = _end - lead.Length;
        return _end > _start;
    }

    private static ReadOnlySpan<byte> WithoutBlankLines(ReadOnlySpan<byte> lead)
    {
        while (lead.IndexOf((byte)'\n') is >= 0 and var length && lead[..length].Trim(" \t\r"u8).IsEmpty) lead = lead[(length + 1)..];
        return lead;
    }

    private void SkipLine()
    {
        while (true)
        {
            var length = _buffer.AsSpan(_start, _end - _start).IndexOf((byte)'\n');
            if (length >= 0)
            {
                _start += length + 1;
                return;
            }

            // A first line of any length: only its end matters.
            _start = _end;
            if (!Fill()) return;
        }
    }

    // A separator stands behind a blank line, right behind the separator before (a message of no bytes), or above a header.
    private bool TryFindSeparator(out int end, out int next)
    {
        (end, next) = (0, 0);
        var bytes = _buffer.AsSpan(0, _end);
        if (_searched == _start && _large is null && IsSeparatorAt(bytes, _start) is true)
        {
            end = next = _start;
            return true;
        }

        while (bytes[_searched..].IndexOf("\nFrom "u8) is >= 0 and var skip)
        {
            var at = _searched + skip;
            var blank = BlankLineBefore(bytes, at);
            var verdict = IsSeparatorAt(bytes, at + 1);
            // Mailboxes that were put together without blank lines: then a header has to follow.
            if (blank < 0 && verdict is true) verdict = IsFieldBelow(bytes, at + 1);
            if (verdict is null)
            {
                _searched = at;
                return false;
            }

            _searched = at + 1;
            if (verdict is not true) continue;
            (end, next) = (blank < 0 ? at + 1 : blank, at + 1);
            return true;
        }

        _searched = Math.Max(_searched, _end - "\nFrom ".Length);
        return false;
    }

    // Where the blank line begins that ends with the line feed at this place; -1 when the line is not blank.
    private int BlankLineBefore(ReadOnlySpan<byte> bytes, int at)
    {
        var begin = at > _start && bytes[at - 1] == '\r' ? at - 1 : at;
        return (begin == _start && _large is null) || (begin > _start && bytes[begin - 1] == '\n') ? begin : -1;
    }

    // Null when the line is not read to its end yet.
    private bool? IsSeparatorAt(ReadOnlySpan<byte> bytes, int at)
    {
        var line = bytes[at..];
        var end = line.IndexOf((byte)'\n');
        if (end < 0 && line.Length <= FromLine.Longest && !_isAtEnd) return null;
        return FromLine.IsSeparator((end < 0 ? line : line[..end]).TrimEnd((byte)'\r'));
    }

    // Null when the line below is not read to its end yet.
    private bool? IsFieldBelow(ReadOnlySpan<byte> bytes, int at)
    {
        var line = bytes[(at + bytes[at..].IndexOf((byte)'\n') + 1)..];
        var end = line.IndexOf((byte)'\n');
        if (end < 0 && line.Length <= FromLine.Longest && !_isAtEnd) return null;
        return HeaderReader.TryFindName(end < 0 ? line : line[..end], out _, out _);
    }

    private int WithoutBlankLine()
    {
        var bytes = _buffer.AsSpan(_start, _end - _start);
        if (bytes.EndsWith("\n\r\n"u8)) return _end - 2;
        return bytes.EndsWith("\n\n"u8) ? _end - 1 : _end;
    }

    private ReadOnlyMemory<byte> Cut(int end)
    {
        if (_large is { } large)
        {
            _large = null;
            return large;
        }

        var bytes = _buffer.AsSpan(_start, end - _start);
        if (bytes.Length > limit + 1) bytes = bytes[..(limit + 1)];
        return _isMbox ? MboxQuoting.Undo(bytes) : bytes.ToArray();
    }

    private bool Fill()
    {
        if (_isAtEnd) return false;
        if (_end - _start > limit) PassOver();
        if (_start > 0 && _buffer.Length - _end < Room) Shift();
        if (_end == _buffer.Length) Array.Resize(ref _buffer, (int)Math.Min((long)_buffer.Length * 2, Array.MaxLength));
        var read = stream.Read(_buffer, _end, _buffer.Length - _end);
        _end += read;
        if (!_isMbox) _searched = _end;
        _isAtEnd = read == 0;
        return read > 0;
    }

    // The message is over the limit: its beginning is kept, and of what follows only the tail, to find its end.
    private void PassOver()
    {
        if (_end - _start <= limit + Tail) return;
        _large ??= _buffer.AsSpan(_start, limit + 1).ToArray();
        var dropped = Math.Min(_searched, _end - Tail) - _start;
        if (dropped > 0) _start += dropped;
    }

    private void Shift()
    {
        _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        _end -= _start;
        _searched = Math.Max(0, _searched - _start);
        _start = 0;
    }
}
