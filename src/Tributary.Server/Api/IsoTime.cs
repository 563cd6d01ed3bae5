using System.Globalization;

namespace Tributary.Server;

/// <summary>Times as clients write them (ISO 8601).</summary>
internal static class IsoTime
{
    private const int MostDigits = 7;

    private static readonly string[] Forms =
    [
        "yyyy-M-d", "yyyy-M-d'T'H:m", "yyyy-M-d'T'H:m:s", "yyyy-M-d'T'H:m:s.FFFFFFF", "yyyy-M-d'T'H:mzzz", "yyyy-M-d'T'H:m:szzz", "yyyy-M-d'T'H:m:s.FFFFFFFzzz",
    ];

    /// <summary>Reads a day, or a day and a time, with or without a zone; UTC where none is named.</summary>
    public static bool TryParse(string text, out DateTimeOffset time)
    {
        var plain = text.Trim().Replace(' ', 'T');
        if (plain.EndsWith('Z') || plain.EndsWith('z')) plain = plain[..^1] + "+00:00";
        if (plain.Length > 3 && plain[^3] is '+' or '-' && plain.Contains(':', StringComparison.Ordinal)) plain += ":00";
        // A zone's plus sign that was not escaped in an address came here as a space: no date, and Patchwork finds nothing either.
        if (plain.Length > 5 && plain[^5] is '+' or '-' && plain.Contains(':', StringComparison.Ordinal)) plain = plain[..^2] + ":" + plain[^2..];
        plain = CutFraction(plain);
        return DateTimeOffset.TryParseExact(plain, Forms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out time);
    }

    // A comma parts it too (ISO 8601), and more digits than a tick has are none.
    private static string CutFraction(string text)
    {
        if (text.AsSpan().IndexOfAny('.', ',') is not (>= 0 and var point)) return text;
        var end = point + 1;
        while (end < text.Length && char.IsAsciiDigit(text[end])) end++;
        return $"{text.AsSpan(0, point)}.{text.AsSpan(point + 1, Math.Min(end - point - 1, MostDigits))}{text.AsSpan(end)}";
    }
}
