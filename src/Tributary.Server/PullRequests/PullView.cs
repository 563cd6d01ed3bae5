using System.Collections.Immutable;
using Tributary.Workflow;

namespace Tributary.Server;

/// <summary>A pull request as data: what <c>trib pull-request --json</c> prints.</summary>
public sealed record PullView
{
    /// <summary>The tree.</summary>
    public required string Tree { get; init; }

    /// <summary>The tree that is asked to pull.</summary>
    public required string Into { get; init; }

    /// <summary>The subject.</summary>
    public required string Subject { get; init; }

    /// <summary>Addresses.</summary>
    public required ImmutableArray<string> To { get; init; }

    /// <summary>Addresses.</summary>
    public required ImmutableArray<string> Cc { get; init; }

    /// <summary>What both have.</summary>
    public required string Base { get; init; }

    /// <summary>The commit that is to be pulled.</summary>
    public required string Head { get; init; }

    /// <summary>Where from.</summary>
    public required string Url { get; init; }

    /// <summary>The branch, or <c>tags/NAME</c>.</summary>
    public required string Ref { get; init; }

    /// <summary>Commits that are no merges.</summary>
    public required int Commits { get; init; }

    /// <summary>Days since the oldest of them.</summary>
    public required int Days { get; init; }

    /// <summary>Files changed.</summary>
    public required int Files { get; init; }

    /// <summary>Lines added.</summary>
    public required int Insertions { get; init; }

    /// <summary>Lines removed.</summary>
    public required int Deletions { get; init; }

    /// <summary>The main changes.</summary>
    public required ImmutableArray<PullChangeView> Changes { get; init; }

    /// <summary>Who is thanked.</summary>
    public required ImmutableArray<string> Thanks { get; init; }

    /// <summary>Where it conflicts.</summary>
    public required ImmutableArray<PullConflict> Conflicts { get; init; }

    /// <summary>The whole text.</summary>
    public required string Text { get; init; }

    /// <summary>The data of a draft.</summary>
    public static PullView From(PullDraft draft)
    {
        var facts = draft.Letter.Facts;
        return new()
        {
            Tree = draft.Tree, Into = draft.Into, Subject = draft.Subject, To = [.. draft.To.Select(one => one.Address)], Cc = [.. draft.Cc.Select(one => one.Address)],
            Base = facts.Base.Id.Hex, Head = facts.Head.Id.Hex, Url = draft.Letter.Url, Ref = draft.Letter.Ref, Commits = facts.Count, Days = facts.DaysTo(draft.Letter.Now), Files = facts.Files,
            Insertions = facts.Insertions, Deletions = facts.Deletions, Changes = [.. draft.Changes.Select(PullChangeView.Of)], Thanks = PullThanks.List(facts.Patches), Conflicts = facts.Conflicts, Text = draft.Text,
        };
    }
}

/// <summary>A main change as data.</summary>
/// <param name="Title">What changes.</param>
/// <param name="Authors">Who wrote it.</param>
/// <param name="Commits">Full names.</param>
public sealed record PullChangeView(string Title, ImmutableArray<string> Authors, ImmutableArray<string> Commits)
{
    /// <summary>The data of a change.</summary>
    public static PullChangeView Of(PullChange change) => new(change.Title, change.Authors, [.. change.Commits.Select(commit => commit.Hex)]);
}
