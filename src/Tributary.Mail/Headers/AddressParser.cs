using System.Buffers;
using System.Text;

namespace Tributary.Mail;

/// <summary>
/// The mailboxes of From, To, Cc and Reply-To (RFC 5322, 3.4), and what mailers and people make of them: this finds where each
/// address of a list begins and ends, <see cref="AddressReader"/> what it says.
/// </summary>
internal ref struct AddressParser
{
    private static readonly SearchValues<byte> Specials = SearchValues.Create("\"(<>,;:\\"u8);

    private readonly ReadOnlySpan<byte> _value;
    private readonly AddressReader _reader;
    private readonly List<Mailbox> _found;
    private readonly int _limit;
    private readonly bool _hasGroups;
    private bool _isQuoteBroken;
    private bool _isCommentBroken;
    private int _start;
    private int _open;
    private int _close;

    private AddressParser(ReadOnlySpan<byte> value, Encoding? fallback, List<Mailbox> found, int limit)
    {
        _value = value;
        (_found, _limit) = (found, limit);
        _reader = new AddressReader(fallback);
        _hasGroups = value.IndexOf((byte)';') >= 0 || value.TrimEnd((byte)' ') is [.., (byte)':'];
        (_open, _close) = (-1, -1);
    }

    /// <summary>Adds the mailboxes of a field to <paramref name="found"/>, up to a limit.</summary>
    /// <returns>False when there were more.</returns>
    public static bool Parse(MailHeader field, List<Mailbox> found, int limit)
    {
        var value = HeaderText.Unfold(field.RawValue.Trim(" \t\r\n"u8));
        return new AddressParser(value, field.Fallback, found, limit).Parse();
    }

    private bool Parse()
    {
        var at = 0;
        while (at < _value.Length)
        {
            var skip = _value[at..].IndexOfAny(Specials);
            if (skip < 0) break;
            at = Step(at + skip);
            if (_found.Count >= _limit) return false;
        }

        Finish(_value.Length);
        return true;
    }

    // What stands at a special character; returns where to go on.
    private int Step(int at)
    {
        switch (_value[at])
        {
            case (byte)'\\':
                return at + 2;
            case (byte)'"' when !_isQuoteBroken && _open < 0:
                var quoted = FindQuoteEnd(_value[at..]);
                _isQuoteBroken = quoted < 0;
                return at + Math.Max(quoted, 1);
            case (byte)'(' when !_isCommentBroken && (_open < 0 || _close >= 0):
                var comment = Comments.FindEnd(_value[at..]);
                _isCommentBroken = comment < 0;
                return at + Math.Max(comment, 1);
            case (byte)'<' when _close < 0:
                _open = at;
                break;
            case (byte)'>' when _open >= 0 && _close < 0:
                _close = at;
                break;
            case (byte)',' when !IsInRoute():
            case (byte)';' when !IsInRoute():
                Finish(at);
                _start = at + 1;
                break;
            case (byte)':' when _hasGroups && _open < 0 && _value[_start..at].IndexOf((byte)'@') < 0:
                _start = at + 1;
                break;
        }

        return at + 1;
    }

    // <@a,@b:user@c>: the commas of a source route (RFC 5322, 4.4) part no addresses.
    private readonly bool IsInRoute() => _open >= 0 && _close < 0 && _open + 1 < _value.Length && _value[_open + 1] == '@';

    private void Finish(int end)
    {
        var element = _value[_start..end];
        var mailbox = _open < 0
            ? _reader.ReadBare(element)
            : _reader.ReadBracketed(
                element[..(_open - _start)],
                _value[(_open + 1)..(_close < 0 ? end : _close)],
                _close < 0 ? default : _value[(_close + 1)..end]);
        (_open, _close) = (-1, -1);
        if (mailbox.Address.Length > 0 || mailbox.Name.Length > 0) Add(mailbox);
    }

    // Smith, John <john@example.org>: a comma that should have been quoted.
    private readonly void Add(Mailbox mailbox)
    {
        if (_found is [.., { Address: "" } before] && mailbox.Address.Length > 0 && mailbox.Name.Length > 0)
            _found[^1] = mailbox with { Name = $"{before.Name}, {mailbox.Name}" };
        else
            _found.Add(mailbox);
    }

    private static int FindQuoteEnd(ReadOnlySpan<byte> value)
    {
        for (var i = 1; i < value.Length; i++)
        {
            if (value[i] == '\\') i++;
            else if (value[i] == '"') return i + 1;
        }

        return -1;
    }
}
