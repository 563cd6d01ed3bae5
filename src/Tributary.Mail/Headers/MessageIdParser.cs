using System.Buffers;
using System.Text;

namespace Tributary.Mail;

/// <summary>The ids in Message-Id, In-Reply-To and References (RFC 5322, 3.6.4), and in what mailers put there instead.</summary>
internal static class MessageIdParser
{
    private static readonly SearchValues<byte> IdBytes = SearchValues.Create(
        [.. Enumerable.Range('!', '~' - '!' + 1).Select(value => (byte)value).Except("<>"u8.ToArray())]);

    /// <summary>Adds the ids of a value, in order, to <paramref name="ids"/>.</summary>
    /// <returns>True when the value is clean: ids in brackets with blanks and comments between, and nothing else.</returns>
    public static bool Parse(ReadOnlySpan<byte> raw, List<MessageId> ids)
    {
        var value = HeaderText.Unfold(raw.Trim(" \t\r\n"u8));
        return value.IndexOf((byte)'<') < 0 ? value.IsEmpty || ParseBare(value, ids) : ParseBracketed(value, ids);
    }

    private static bool ParseBracketed(ReadOnlySpan<byte> value, List<MessageId> ids)
    {
        var first = ids.Count;
        var isClean = true;
        var startsWithProse = value[0] is not ((byte)'<' or (byte)'(');
        while (true)
        {
            var open = value.IndexOfAny((byte)'<', (byte)'(');
            isClean &= TakeGap(value[..(open < 0 ? value.Length : open)], ids);
            if (open < 0) break;
            if (value[open] == '<')
            {
                value = value[(open + 1)..];
                isClean &= TakeId(ref value, ids);
            }
            else
            {
                var close = Comments.FindEnd(value[open..]);
                // A comment that never ends is none: the ids after its bracket count, and no other comment is looked for.
                value = close >= 0 ? value[(open + close)..] : AfterProse(value[open..]);
                isClean &= close >= 0;
            }
        }

        // "Message from X <address> of DATE <id>" (RFC 822's phrases): only the last is an id.
        if (startsWithProse && ids.Count - first > 1) ids.RemoveRange(first, ids.Count - first - 1);
        return isClean;
    }

    // Between ids stand blanks; an id whose opening bracket was lost; or prose.
    private static bool TakeGap(ReadOnlySpan<byte> gap, List<MessageId> ids)
    {
        gap = gap.Trim(" \t"u8);
        if (gap is [.., (byte)'>'] && gap.IndexOfAny((byte)' ', (byte)'"') < 0) AddBroken(gap[..^1], ids);
        return gap.IsEmpty;
    }

    private static ReadOnlySpan<byte> AfterProse(ReadOnlySpan<byte> value)
    {
        var next = value.IndexOf((byte)'<');
        return next < 0 ? default : value[next..];
    }

    private static bool TakeId(ref ReadOnlySpan<byte> value, List<MessageId> ids)
    {
        var end = value.IndexOfAnyExcept(IdBytes);
        if (end > 0 && value[end] == '>')
        {
            ids.Add(MessageId.Parse(RecentTexts.OfLatin1(value[..end])));
            value = value[(end + 1)..];
            return true;
        }

        end = value.IndexOfAny((byte)'<', (byte)'>');
        AddBroken(end < 0 ? value : value[..end], ids);
        value = end < 0 ? default : value[end] == '>' ? value[(end + 1)..] : value[end..];
        return false;
    }

    // What stands in brackets with blanks in it: one id that was folded, several whose brackets were lost, or a name.
    private static void AddBroken(ReadOnlySpan<byte> inside, List<MessageId> ids)
    {
        var words = Words(inside);
        if (words.Count(IsLikeId) > 1)
        {
            foreach (var word in words.Where(IsLikeId)) ids.Add(MessageId.Parse(word));
        }
        else if (words.Length == 1 || words.Any(IsLikeId))
        {
            ids.Add(MessageId.Parse(string.Concat(words)));
        }
    }

    // Without brackets prose cannot be told from ids unless every word looks like one. Outlook writes the whole as encoded words.
    private static bool ParseBare(ReadOnlySpan<byte> value, List<MessageId> ids)
    {
        var text = HeaderText.DecodeUnfolded(value, fallback: null);
        if (text.Contains('<', StringComparison.Ordinal)) return ParseBracketed(Encoding.UTF8.GetBytes(text), ids) && false;
        var words = Words(value);
        if (words.Length > 1 && !words.All(IsLikeId)) return false;
        foreach (var word in words.Select(word => word.Trim('>')).Where(word => word.Length > 0)) ids.Add(MessageId.Parse(word));
        return false;
    }

    private static string[] Words(ReadOnlySpan<byte> text) =>
        HeaderText.DecodeUnfolded(text, fallback: null).Split([' ', ',', ';', '"'], StringSplitOptions.RemoveEmptyEntries);

    private static bool IsLikeId(string word) => word.Contains('@', StringComparison.Ordinal);
}
