using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Tributary.Patches;
using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Server;

/// <summary>A series as data, in the words of <c>trib series show --json</c>: its line, and what else its page shows.</summary>
public sealed record SeriesView : SeriesLineView
{
    [SetsRequiredMembers]
    private SeriesView(SeriesLineView line) : base(line)
    {
    }

    /// <summary>The patches by number.</summary>
    public ImmutableArray<SeriesPatchView> Patches { get; private init; }

    /// <summary>The message ids of the heads of the earlier versions, newest first.</summary>
    public ImmutableArray<string> Earlier { get; private init; }

    /// <summary>The other versions with their evidence: the earlier, newest first, then the later, oldest first.</summary>
    public ImmutableArray<VersionView> Versions { get; private init; }

    /// <summary>The thread in tree order.</summary>
    public ImmutableArray<ThreadEntryView> Thread { get; private init; }

    /// <summary>The tags that maintainers put on it.</summary>
    public ImmutableArray<string> Tags { get; private init; } = [];

    /// <summary>The rule of delegation by which it is its delegate's, or null.</summary>
    public string? DelegateReason { get; private init; }

    /// <summary>The mail commands that were said of it.</summary>
    public ImmutableArray<CommandView> Commands { get; private init; } = [];

    /// <summary>What the rules say of it; null before it was judged.</summary>
    public VerdictView? Verdict { get; private init; }

    /// <summary>What git says of it; null where it was not asked.</summary>
    public SeriesTreesView? Git { get; private init; }

    /// <summary>What a pull request states, and what git says of it; null of a series of patches, or where it was not asked.</summary>
    public SeriesPullView? Pull { get; init; }

    /// <summary>The data of a page.</summary>
    public static SeriesView From(SeriesModel model) => From(model.Detail, model.Now) with
    {
        Commands = [.. model.Commands.Select(CommandView.From)],
        Tags = model.Tags, DelegateReason = model.DelegateReason, Verdict = model.Verdict is { } verdict ? VerdictView.From(verdict, model.VerdictChange) : null,
        Checks = VerdictCountsView.From(model.Verdict?.Counts), Applies = AppliesView.From(model.Trees.Applies), Git = SeriesTreesView.From(model.Trees),
        Pull = model.Pull is { } pull ? SeriesPullView.From(pull) : null,
    };

    /// <summary>The data of a series.</summary>
    public static SeriesView From(SeriesDetail detail, DateTimeOffset now) => new(From(detail.Summary, now))
    {
        Patches = [.. detail.Patches.Select(SeriesPatchView.From)],
        Earlier = [.. detail.Earlier.Select(link => link.Head.Value)],
        Versions = [.. detail.Earlier.Select(link => VersionView.From(link, isLater: false)), .. detail.Later.Select(link => VersionView.From(link, isLater: true))],
        Thread = [.. detail.Thread.Select(ThreadEntryView.Of)],
    };
}

/// <summary>A patch of a series as data, with the trailers that it has collected.</summary>
public sealed record SeriesPatchView : PatchLineView
{
    private SeriesPatchView(PatchLineView line) : base(line)
    {
    }

    /// <summary>The trailers: its own, then those given in answers.</summary>
    public ImmutableArray<TagView> Tags { get; private init; }

    /// <summary>The data of a patch.</summary>
    public static new SeriesPatchView From(SeriesPatchRow patch) => new(PatchLineView.From(patch)) { Tags = [.. patch.Tags.Select(TagView.From)] };
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
