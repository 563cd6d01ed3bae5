namespace Tributary.Cli;

/// <summary>Writes an event for people.</summary>
internal static class EventText
{
    /// <summary>The event on one line: when, what, by whom and through what, about what, from what to what.</summary>
    public static string LineOf(EventJson one)
    {
        var who = one.Actor is { } actor ? $"{actor} by {one.Door}" : one.Door;
        var subject = one.Comment ?? one.Patch ?? one.Cover ?? one.Series;
        var about = subject is null ? one.Project : $"{subject.Id} {subject.Name}";
        var check = one.Check is { } found ? $": {found.Context} {found.State}" : "";
        var change = one.Check is not null || (one.Before ?? one.After) is null ? "" : $": {one.Before ?? "nothing"} → {one.After ?? "nothing"}";
        return TerminalText.Line($"{TerminalText.Time(one.Date)}  {one.Category,-21}  {who,-12}  {about}{check}{change}");
    }
}
