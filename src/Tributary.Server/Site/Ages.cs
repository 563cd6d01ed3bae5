using System.Globalization;

namespace Tributary.Server;

/// <summary>How long ago something was, in the fewest words.</summary>
internal static class Ages
{
    /// <summary>E.g. <c>5 min</c>, <c>3 h</c>, <c>12 d</c>; null for what is older than two months or yet to come.</summary>
    public static string? Tell(DateTimeOffset at, DateTimeOffset now)
    {
        var age = now - at;
        if (age < TimeSpan.Zero || age.TotalDays > 60) return null;
        var (count, unit) = age.TotalHours < 1 ? (age.TotalMinutes, "min") : age.TotalDays < 1 ? (age.TotalHours, "h") : (age.TotalDays, "d");
        return string.Create(CultureInfo.InvariantCulture, $"{(int)count} {unit}");
    }
}
