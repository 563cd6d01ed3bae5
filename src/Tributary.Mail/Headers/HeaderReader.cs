using System.Collections.Immutable;

namespace Tributary.Mail;

/// <summary>Finds the fields of a header block (RFC 5322, 2.2) and where the body begins.</summary>
internal ref struct HeaderReader
{
    private const int LongestName = 200;

    [ThreadStatic]
    private static List<MailHeader>? _spare;

    private readonly HeaderBlock _block;
    private readonly ReadOnlySpan<byte> _bytes;
    private readonly MailLimits _limits;
    private readonly DefectNotes _notes;
    private readonly List<MailHeader> _fields;
    private int _at;

    private HeaderReader(HeaderBlock block, MailLimits limits, DefectNotes notes)
    {
        (_block, _limits, _notes) = (block, limits, notes);
        _bytes = block.Bytes.Span;
        _fields = _spare ??= new List<MailHeader>(64);
    }

    /// <summary>Reads all fields.</summary>
    /// <param name="block">A message or part, from its first byte to its last.</param>
    /// <param name="limits">How much of it.</param>
    /// <param name="notes">Takes what is odd.</param>
    /// <param name="body">Where the body begins; the length of the block when there is none.</param>
    public static ImmutableArray<MailHeader> Read(HeaderBlock block, MailLimits limits, DefectNotes notes, out int body)
    {
        var reader = new HeaderReader(block, limits, notes);
        reader.ReadFields();
        body = reader._at;
        ImmutableArray<MailHeader> fields = [.. reader._fields];
        // The list is used again and must not hold on to this message.
        reader._fields.Clear();
        return fields;
    }

    private void ReadFields()
    {
        while (_at < _bytes.Length)
        {
            var end = LineEnd(_at);
            var line = _bytes[_at..end].TrimEnd((byte)'\r');
            if (line.IsEmpty)
            {
                _at = Math.Min(end + 1, _bytes.Length);
                return;
            }

            if (TryFindName(line, out var nameLength, out var colon)) AddField(nameLength, colon, end);
            else if (!TrySkip(line, end)) return;
        }
    }

    private void AddField(int nameLength, int colon, int end)
    {
        var start = _at;
        while (end + 1 < _bytes.Length && _bytes[end + 1] is (byte)' ' or (byte)'\t') end = LineEnd(end + 1);
        _at = Math.Min(end + 1, _bytes.Length);
        if (_fields.Count == _limits.Headers)
        {
            _notes.Add(DefectCode.HeadersTooMany, $"Only the first {_limits.Headers} header fields are read.");
            return;
        }

        if (end - start > _limits.HeaderBytes)
        {
            end = start + Math.Max(_limits.HeaderBytes, colon + 1);
            _notes.Add(DefectCode.HeaderTooLong, $"Header field {_fields.Count + 1} is longer than {_limits.HeaderBytes} bytes.");
        }

        _fields.Add(new(_block, start, nameLength, start + colon + 1, end));
    }

    // A line that is no field is left out when fields go on after it; else the body begins with it, so that nothing is lost.
    private bool TrySkip(ReadOnlySpan<byte> line, int end)
    {
        if (_fields.Count == 0 && (line.StartsWith("From "u8) || line.StartsWith(">From "u8)))
        {
            _notes.Add(DefectCode.MboxLine, "The message begins with an mbox's From line.");
            _at = Math.Min(end + 1, _bytes.Length);
            return true;
        }

        while (end + 1 < _bytes.Length && _bytes[end + 1] is (byte)' ' or (byte)'\t') end = LineEnd(end + 1);
        var next = Math.Min(end + 1, _bytes.Length);
        if (!TryFindName(_bytes[next..LineEnd(next)], out _, out _))
        {
            _notes.Add(DefectCode.BlankLineAbsent, "No blank line parts header and body.");
            return false;
        }

        _notes.Add(DefectCode.HeaderLineBroken, $"A line after header field {_fields.Count} is no header field.");
        _at = next;
        return true;
    }

    private readonly int LineEnd(int from)
    {
        var length = _bytes[from..].IndexOf((byte)'\n');
        return length < 0 ? _bytes.Length : from + length;
    }

    /// <summary>Whether a line begins a header field: a name of printable ASCII, blanks (RFC 5322, 4.5), a colon.</summary>
    internal static bool TryFindName(ReadOnlySpan<byte> line, out int length, out int colon)
    {
        length = 0;
        colon = line[..Math.Min(line.Length, LongestName)].IndexOf((byte)':');
        if (colon <= 0) return false;
        length = line[..colon].TrimEnd(" \t"u8).Length;
        return length > 0 && !line[..length].ContainsAnyExceptInRange((byte)'!', (byte)'~');
    }
}
