using System.Buffers.Text;
using System.Text;

namespace Tributary.Mail;

/// <summary>The line that parts messages in an mbox (RFC 4155): <c>From SENDER DATE</c>.</summary>
internal static class FromLine
{
    /// <summary>Longer lines are text.</summary>
    public const int Longest = 1000;

    /// <summary>
    /// Whether a line that begins with <c>From </c> is a separator and not a sentence: a weekday, a month and a day of the month, a time
    /// and a year follow the sender.
    /// </summary>
    /// <param name="line">The line without its end.</param>
    public static bool IsSeparator(ReadOnlySpan<byte> line)
    {
        if (line.Length > Longest || !line.StartsWith("From "u8)) return false;
        var rest = line[5..];
        Span<char> name = stackalloc char[3];
        while (TryTakeWord(ref rest, out var word))
        {
            if (!IsName(word, name) || !DateNames.IsWeekday(name)) continue;
            if (IsDate(rest)) return true;
        }

        return false;
    }

    // "Thu Jan  1 00:00:00 1970", and with zones or in the order of RFC 5322.
    private static bool IsDate(ReadOnlySpan<byte> rest)
    {
        var (hasMonth, hasDay, hasTime, hasYear) = (false, false, false, false);
        Span<char> name = stackalloc char[3];
        for (var words = 0; words < 6 && TryTakeWord(ref rest, out var word); words++)
        {
            if (IsName(word, name) && DateNames.FindMonth(name) > 0) hasMonth = true;
            else if (word.IndexOf((byte)':') is 1 or 2) hasTime = char.IsAsciiDigit((char)word[0]);
            else if (Utf8Parser.TryParse(word, out int number, out var read) && read == word.Length && word[0] != '+' && word[0] != '-')
            {
                if (number is >= 1 and <= 31) hasDay = true;
                else if (number is >= 1900 and <= 2200) hasYear = true;
            }
        }

        return hasMonth && hasDay && hasTime && hasYear;
    }

    private static bool IsName(ReadOnlySpan<byte> word, Span<char> name)
    {
        word = word.TrimEnd((byte)',');
        if (word.Length != 3) return false;
        Encoding.Latin1.GetChars(word, name);
        return true;
    }

    private static bool TryTakeWord(ref ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> word)
    {
        rest = rest.TrimStart(" \t"u8);
        var length = rest.IndexOfAny((byte)' ', (byte)'\t');
        word = length < 0 ? rest : rest[..length];
        rest = rest[word.Length..];
        return !word.IsEmpty;
    }
}
