using System.Collections.Immutable;
using Tributary.Mail;
using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Server;

/// <summary>Where a patch is by now (TREE-2): its commits, the trees that have them, and what mends them.</summary>
/// <param name="Message">The patch.</param>
/// <param name="Commits">Its commits, as the ledger has them.</param>
/// <param name="Places">The trees that have one of them, in the order in which they got it.</param>
/// <param name="Fixes">Commits that mend it.</param>
public sealed record TreeFlow(MessageId Message, ImmutableArray<LedgerCommit> Commits, ImmutableArray<CommitPlace> Places, ImmutableArray<CommitFix> Fixes)
{
    /// <summary>The places in a line, e.g. <c>bpf-next, mainline as of v6.13-rc1</c>.</summary>
    public string Words => Places.IsEmpty ? Commits.Any(static line => line.IsInTree) ? string.Join(", ", Commits.Where(static line => line.IsInTree).Select(static line => line.Tree)) : "in no tree"
        : string.Join(", ", Places.Select(static place => place.Release is null ? place.Tree : $"{place.Tree} as of {place.Release}"));

    /// <summary>The flows of some patches, of which the ledger knows a commit.</summary>
    public static async Task<ImmutableArray<TreeFlow>> ListAsync(Database database, IReadOnlyCollection<LedgerCommit> lines, CancellationToken cancel)
    {
        if (lines.Count == 0) return [];
        var store = new PlaceStore(database);
        var commits = lines.Select(static line => line.Commit).ToList();
        var places = (await store.ListAsync(commits, cancel)).ToLookup(static place => place.Commit);
        var fixes = (await store.ListFixesAsync(commits, cancel)).ToLookup(static fix => fix.Fixed);
        return
        [
            .. lines.GroupBy(static line => line.MessageId).Select(patch => new TreeFlow(
                patch.Key, [.. patch], [.. patch.Where(static line => line.DroppedAt is null).SelectMany(line => places[line.Commit]).DistinctBy(static place => place.Tree)],
                [.. patch.SelectMany(line => fixes[line.Commit]).DistinctBy(static fix => fix.By)])),
        ];
    }
}

/// <summary>A flow as data.</summary>
/// <param name="MessageId">The patch.</param>
/// <param name="Where">Where it is, in words.</param>
/// <param name="Commits">Its commits.</param>
/// <param name="Places">The trees.</param>
/// <param name="Fixes">What mends it.</param>
public sealed record TreeFlowView(string MessageId, string Where, ImmutableArray<LedgerCommitView> Commits, ImmutableArray<CommitPlaceView> Places, ImmutableArray<CommitFixView> Fixes)
{
    /// <summary>Of a flow.</summary>
    public static TreeFlowView From(TreeFlow flow) => new(
        flow.Message.Value, flow.Words, [.. flow.Commits.Select(LedgerCommitView.From)], [.. flow.Places.Select(static place => new CommitPlaceView(place.Commit.Hex, place.Tree, place.At, place.Release))],
        [.. flow.Fixes.Select(static fix => new CommitFixView(fix.Fixed.Hex, fix.By.Hex, fix.Tree, fix.Title))]);
}

/// <summary>A line of the ledger as data.</summary>
public sealed record LedgerCommitView(string Tree, string Commit, string Found, string Reason, DateTimeOffset At, DateTimeOffset? PushedAt, DateTimeOffset? DroppedAt, string? Was)
{
    /// <summary>Of a line.</summary>
    public static LedgerCommitView From(LedgerCommit line) => new(line.Tree, line.Commit.Hex, line.Found.Slug, line.Reason, line.At, line.PushedAt, line.DroppedAt, line.Was?.Hex);
}

/// <summary>A place as data.</summary>
public sealed record CommitPlaceView(string Commit, string Tree, DateTimeOffset At, string? Release);

/// <summary>A mending commit as data.</summary>
public sealed record CommitFixView(string Fixed, string By, string Tree, string Title);
