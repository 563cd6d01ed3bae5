using System.Collections.Immutable;
using Tributary.Mail;
using Tributary.Patches;
using Tributary.Store;

namespace Tributary.Server;

/// <summary>What the page of a series shows.</summary>
public sealed record SeriesModel
{
    /// <summary>Its project.</summary>
    public required StoredProject Project { get; init; }

    /// <summary>The series.</summary>
    public required SeriesDetail Detail { get; init; }

    /// <summary>What says why: the cover letter, else the pull request or the only patch; null when there is none of these.</summary>
    public PatchMail? Letter { get; init; }

    /// <summary>The discussions that were held, of the cover letter first, then by patch.</summary>
    public required ImmutableArray<Discussion> Discussions { get; init; }

    /// <summary>The tags that maintainers put on it.</summary>
    public ImmutableArray<string> Tags { get; init; } = [];

    /// <summary>What persons said of it and its versions, oldest first.</summary>
    public IReadOnlyList<StoredRelink> Relinks { get; init; } = [];

    /// <summary>What happened to it, newest first.</summary>
    public IReadOnlyList<HistoryLine> History { get; init; } = [];

    /// <summary>The mail commands that were said of it, in their order.</summary>
    public IReadOnlyList<StoredCommand> Commands { get; init; } = [];

    /// <summary>What the rules say of it; null before it was judged.</summary>
    public StoredVerdict? Verdict { get; init; }

    /// <summary>What is otherwise since the last version, or null where there is none that was judged.</summary>
    public VerdictChange? VerdictChange { get; init; }

    /// <summary>The runs of the selftests with it, the newest first.</summary>
    public ImmutableArray<StoredRun> Runs { get; init; } = [];

    /// <summary>The rule of delegation by which it is its delegate's; null where a person gave it to him.</summary>
    public string? DelegateReason { get; init; }

    /// <summary>What git says of it.</summary>
    public SeriesTreesModel Trees { get; init; } = new();

    /// <summary>What a pull request states, and what git says of it; null of a series of patches.</summary>
    public SeriesPullModel? Pull { get; init; }

    /// <summary>What the visitor may do here.</summary>
    public WorkDesk Desk { get; init; } = WorkDesk.None;

    /// <summary>When the page was made.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>The announced numbers of which no patch is here; bounded.</summary>
    public ImmutableArray<int> Missing =>
        [.. Enumerable.Range(1, Math.Clamp(Detail.Summary.Total, 0, 1000)).Except(Detail.Patches.Select(patch => patch.Number)).Take(50)];

    /// <summary>The newest later version that stands for the whole, or null.</summary>
    public VersionLink? Newest => Detail.Later.LastOrDefault(link => link.Id == Detail.Summary.SupersededBy) ?? Detail.Later.LastOrDefault(link => link.Replaces is null);

    /// <summary>The series that replace single patches of this one, oldest first; bounded.</summary>
    public ImmutableArray<VersionLink> Replacements => [.. Detail.Later.Where(link => link.Replaces == Detail.Summary.Id).TakeLast(12)];

    /// <summary>The series whose single patches this one replaces, or null.</summary>
    public VersionLink? Whole => Detail.Earlier.FirstOrDefault(link => link.Id == Detail.Summary.Replaces);

    /// <summary>The answers to a message, or null when there are none.</summary>
    public Discussion? FindDiscussion(MessageId target) => Discussions.FirstOrDefault(discussion => discussion.Target == target);

    /// <summary>The patch that bears a message id, or null.</summary>
    public SeriesPatchRow? FindPatch(MessageId message) => Detail.Patches.FirstOrDefault(patch => patch.Message == message);
}
