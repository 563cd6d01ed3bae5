using System.Globalization;

namespace Tributary.Cli;

/// <summary>Reads a length of time as people write it: <c>90s</c>, <c>5m</c>, <c>12h</c>, <c>5d</c>.</summary>
internal static class SpanText
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(3650);

    /// <summary>Reads it.</summary>
    /// <param name="text">A whole number above 0 and its unit.</param>
    /// <param name="span">The length.</param>
    public static bool TryParse(string text, out TimeSpan span)
    {
        span = default;
        if (text.Length < 2 || !int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number == 0) return false;
        var unit = text[^1] switch { 's' => TimeSpan.TicksPerSecond, 'm' => TimeSpan.TicksPerMinute, 'h' => TimeSpan.TicksPerHour, 'd' => TimeSpan.TicksPerDay, _ => 0 };
        span = new(number * unit);
        return unit != 0 && span <= Longest;
    }
}
