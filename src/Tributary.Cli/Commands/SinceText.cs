using System.Globalization;

namespace Tributary.Cli;

/// <summary>A time as people write it behind <c>--since</c>.</summary>
internal static class SinceText
{
    private const double MostDays = 36_500;

    /// <summary>Reads a date or time of ISO 8601 (UTC unless it says otherwise), or a number of days or weeks back (<c>30d</c>, <c>2w</c>).</summary>
    public static bool TryParse(string text, DateTimeOffset now, out DateTimeOffset since)
    {
        since = default;
        if (text is [.. var number, 'd' or 'w'] && double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var count))
        {
            var days = text[^1] == 'w' ? count * 7 : count;
            if (days > MostDays) return false;
            since = now.AddDays(-days);
            return true;
        }

        return text.Length >= 10 && char.IsAsciiDigit(text[0]) && DateTimeOffset.TryParse(
            text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out since);
    }
}
