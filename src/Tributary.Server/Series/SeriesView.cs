using System.Collections.Immutable;
using Tributary.Patches;
using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Server;

/// <summary>A series as data: its line, in the words of <c>trib series show --json</c>, and what else its page shows.</summary>
public sealed record SeriesView
{
    /// <summary>The line.</summary>
    public required SeriesLineView Series { get; init; }

    /// <summary>The patches by number.</summary>
    public required ImmutableArray<SeriesPatchView> Patches { get; init; }

    /// <summary>The earlier versions, newest first.</summary>
    public required ImmutableArray<VersionView> Versions { get; init; }

    /// <summary>The thread in tree order.</summary>
    public required ImmutableArray<ThreadEntryView> Thread { get; init; }

    /// <summary>The data of a series.</summary>
    public static SeriesView From(SeriesDetail detail) => new()
    {
        Series = SeriesLineView.From(detail.Summary),
        Patches = [.. detail.Patches.Select(SeriesPatchView.From)],
        Versions = [.. detail.Earlier.Select(link => VersionView.From(link, isLater: false)), .. detail.Later.Select(link => VersionView.From(link, isLater: true))],
        Thread = [.. detail.Thread.Select(ThreadEntryView.Of)],
    };
}

/// <summary>A patch of a series as data.</summary>
public sealed record SeriesPatchView(int Number, string MessageId, string Name, string State, string? CommitRef, ImmutableArray<TagView> Tags)
{
    /// <summary>The data of a patch.</summary>
    public static SeriesPatchView From(SeriesPatchRow patch) => new(
        patch.Number, patch.Message.Value, patch.Name, patch.State.Slug, patch.CommitRef, [.. patch.Tags.Select(TagView.From)]);
}

/// <summary>A collected trailer as data.</summary>
/// <param name="Key">The name.</param>
/// <param name="Value">The value.</param>
/// <param name="Source">The message in which it was given.</param>
public sealed record TagView(string Key, string Value, string Source)
{
    /// <summary>The data of a tag.</summary>
    public static TagView From(CollectedTag tag) => new(tag.Trailer.Key, tag.Trailer.Value, tag.Source.Value);
}

/// <summary>Another version as data.</summary>
public sealed record VersionView(long Id, string Head, int Version, string Name, DateTimeOffset Date, bool Later, string Evidence, string Reason)
{
    /// <summary>The data of a link.</summary>
    public static VersionView From(VersionLink link, bool isLater) =>
        new(link.Id.Value, link.Head.Value, link.Version, link.Name, link.Date, isLater, link.Evidence, link.Reason);
}

/// <summary>A message of a thread as data.</summary>
public sealed record ThreadEntryView(string MessageId, string? Parent, string? Target, int Depth, string Kind, PersonView Sender, DateTimeOffset Date, string Subject)
{
    /// <summary>The data of an entry.</summary>
    public static ThreadEntryView Of(ThreadEntry entry) => new(
        entry.Message.Value, entry.Parent?.Value, entry.Target?.Value, entry.Depth, MailKinds.SlugOf(entry.Kind), PersonView.From(entry.From), entry.Date, entry.Subject);
}
