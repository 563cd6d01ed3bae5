namespace Tributary.Mail;

/// <summary>The names of months, days and zones in mail: English, short or long, in any case.</summary>
internal static class DateNames
{
    private static readonly string[] Months =
        ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

    private static readonly string[] Days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

    // RFC 5322, 4.3, and those that are still seen, in hours from UTC. Names that mean several zones (IST, CST in China) are
    // taken as the RFC does, or not at all.
    private static readonly Dictionary<string, double> Zones = new(StringComparer.OrdinalIgnoreCase)
    {
        ["UT"] = 0, ["UTC"] = 0, ["GMT"] = 0, ["Z"] = 0, ["WET"] = 0, ["EST"] = -5, ["EDT"] = -4, ["CST"] = -6, ["CDT"] = -5,
        ["MST"] = -7, ["MDT"] = -6, ["PST"] = -8, ["PDT"] = -7, ["AKST"] = -9, ["AKDT"] = -8, ["HST"] = -10, ["BST"] = 1, ["WEST"] = 1,
        ["CET"] = 1, ["MET"] = 1, ["CEST"] = 2, ["MEST"] = 2, ["EET"] = 2, ["EEST"] = 3, ["MSK"] = 3, ["JST"] = 9, ["KST"] = 9,
        ["AEST"] = 10, ["AEDT"] = 11, ["NZST"] = 12, ["NZDT"] = 13,
    };

    /// <summary>1 to 12, or 0 when it is no month.</summary>
    public static int FindMonth(ReadOnlySpan<char> name) => Find(Months, name);

    /// <summary>True for a day of the week.</summary>
    public static bool IsWeekday(ReadOnlySpan<char> name) => Find(Days, name) > 0;

    /// <summary>Hours from UTC, or null when the zone is unknown. A single letter says nothing (RFC 5322, 4.3) and is UTC.</summary>
    public static double? FindZone(ReadOnlySpan<char> name)
    {
        if (name.Length == 1 && char.IsAsciiLetter(name[0])) return 0;
        return Zones.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name, out var hours) ? hours : null;
    }

    private static int Find(string[] names, ReadOnlySpan<char> name)
    {
        name = name.TrimEnd('.');
        if (name.Length < 3) return 0;
        for (var i = 0; i < names.Length; i++)
        {
            if (names[i].AsSpan().StartsWith(name, StringComparison.OrdinalIgnoreCase)) return i + 1;
        }

        return 0;
    }
}
