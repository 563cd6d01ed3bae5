using System.Globalization;
using Microsoft.Extensions.Primitives;

namespace Tributary.Server;

/// <summary>The page that a query asks for, read as Django reads it.</summary>
/// <param name="Value">From 1; whatever where <paramref name="IsLast"/>.</param>
/// <param name="IsLast">The last one, whichever that is.</param>
internal readonly record struct PageNumber(long Value, bool IsLast = false)
{
    private const int UsualSize = 30;
    private const int MostSize = 250;

    /// <summary>Reads <c>page</c>: nothing is the first, the word last is the last; null is no page.</summary>
    public static PageNumber? Read(StringValues words)
    {
        var word = (words is [.., var given] ? given : null) ?? "";
        if (word.Length == 0) return new(1);
        if (word == "last") return new(1, IsLast: true);
        return long.TryParse(word.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= 1 ? new(number) : null;
    }

    /// <summary>Reads <c>per_page</c>: 30 where it is none, 250 at the most.</summary>
    public static int ReadSize(StringValues words)
    {
        var word = ((words is [.., var given] ? given : null) ?? "").Trim();
        if (word.Length == 0 || word.TrimStart('+') is not { Length: > 0 } digits || !digits.All(char.IsAsciiDigit)) return UsualSize;
        if (!int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var size)) return MostSize;
        return size == 0 ? UsualSize : Math.Min(size, MostSize);
    }

    /// <summary>The number of the last page; the first one is there even if it is empty.</summary>
    public static long LastOf(long total, int size) => Math.Max(1, (total + size - 1) / size);
}
