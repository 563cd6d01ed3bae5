namespace Tributary.Mail;

/// <summary>When a message was sent: as its Date says where that is credible, else as the hosts say that passed it on.</summary>
internal static class MessageDate
{
    private static readonly DateTimeOffset Earliest = new(1990, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Latest = new(2100, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Slack = TimeSpan.FromDays(2);

    /// <summary>Reads the date; the clock has no say in it.</summary>
    public static DateTimeOffset Read(HeaderFields fields, DefectNotes notes)
    {
        // The first Received header is the newest, and the only one that the receiver wrote himself.
        var newest = FindReceived(fields, Latest - Slack, isNewest: true) ?? Latest - Slack;
        if (FindDate(fields, notes) is { } date)
        {
            if (IsCredible(date, newest)) return date;
            notes.Add(DefectCode.DateIncredible, $"Date says {date:yyyy-MM-dd}.");
        }

        if (FindReceived(fields, newest, isNewest: false) is { } oldest) return oldest;
        notes.Add(DefectCode.DateUnknown, "Neither Date nor Received tells when it was sent.");
        return DateTimeOffset.UnixEpoch;
    }

    private static DateTimeOffset? FindDate(HeaderFields fields, DefectNotes notes)
    {
        if (!fields.TryFindOnly("date"u8, notes, out var field))
        {
            notes.Add(DefectCode.DateAbsent, "There is no Date header.");
            return null;
        }

        if (!DateParser.TryParse(field.RawValue, out var date, out var isZoneOdd))
        {
            notes.Add(DefectCode.DateBroken, "The Date header is no date.");
            return null;
        }

        if (isZoneOdd) notes.Add(DefectCode.DateZoneUnknown, "The zone of the Date header is unknown or out of range.");
        return date;
    }

    private static DateTimeOffset? FindReceived(HeaderFields fields, DateTimeOffset newest, bool isNewest)
    {
        DateTimeOffset? found = null;
        for (var i = fields.Find("received"u8); i >= 0; i = fields.Find("received"u8, i + 1))
        {
            var value = fields.All[i].RawValue;
            var semicolon = value.LastIndexOf((byte)';');
            if (semicolon < 0 || !DateParser.TryParse(value[(semicolon + 1)..], out var date, out _) || !IsCredible(date, newest)) continue;
            found = date;
            if (isNewest) break;
        }

        return found;
    }

    private static bool IsCredible(DateTimeOffset date, DateTimeOffset newest) => date >= Earliest && date <= newest + Slack;
}
