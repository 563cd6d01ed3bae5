using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Server;

/// <summary>Says in words what happened to a series.</summary>
internal static class HistoryWords
{
    /// <summary>A line of its history as a sentence.</summary>
    public static string Tell(HistoryLine line)
    {
        var who = line.Actor ?? line.Door switch { Door.Mail => "The mail", Door.Git => "A tree", Door.Schedule => "The schedule", Door.CommandLine => "The administrator", _ => "Somebody" };
        var through = line.Door is Door.Web or Door.Mail || line.Actor is null ? "" : $" ({line.Door.Slug})";
        return $"{who} {Do(line)}{through}.";
    }

    private static string Do(HistoryLine line) => line.Category switch
    {
        EventCategory.SeriesCreated => "began this series",
        EventCategory.SeriesCompleted => "made it complete",
        EventCategory.PatchStateChanged => $"set {What(line)} from {TitleOf(line.Before)} to {TitleOf(line.After)}",
        EventCategory.PatchDelegated => line.After is null ? $"took {What(line)} from {line.Before}" : $"gave {What(line)} to {line.After}",
        EventCategory.PatchArchived => line.After == "true" ? $"put {What(line)} into the archive" : $"took {What(line)} out of the archive",
        EventCategory.PatchCommitChanged => line.After is null ? $"said that {What(line)} is no commit" : $"said that {What(line)} is commit {line.After}",
        EventCategory.PatchPullUrlChanged => $"changed where {What(line)} is pulled from",
        EventCategory.SeriesHoldChanged => line.After is null ? "took it off hold" : $"put it on hold: {line.After}",
        EventCategory.SeriesTagsChanged => TellTags(line),
        EventCategory.SeriesRelinked => line.After is null ? $"took back: {line.Before}" : $"said: {line.After}",
        _ => line.Category.Slug,
    };

    private static string TellTags(HistoryLine line)
    {
        var (before, after) = (SeriesTags.Split(line.Before), SeriesTags.Split(line.After));
        var (added, removed) = (string.Join(' ', after.Except(before)), string.Join(' ', before.Except(after)));
        return added.Length == 0 ? $"took off the tags {removed}" : removed.Length == 0 ? $"tagged it {added}" : $"tagged it {added}, no longer {removed}";
    }

    private static string What(HistoryLine line) => line.Patches.Length switch
    {
        0 => "it",
        1 => $"patch {line.Patches[0]}",
        _ => $"patches {string.Join(", ", line.Patches)}",
    };

    private static string TitleOf(string? slug) => slug is not null && PatchStates.TryParse(slug, out var state) ? state.Title : slug ?? "nothing";
}
