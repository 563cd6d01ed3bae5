using System.Collections.Immutable;
using Tributary.Patches;
using Tributary.Workflow;

namespace Tributary.Server;

/// <summary>A pull request that came by mail, as its page shows it.</summary>
/// <param name="Claim">What it states.</param>
/// <param name="Standing">What git says of it; null before it was looked at.</param>
public sealed record SeriesPullModel(PullClaim Claim, PullStanding? Standing)
{
    /// <summary>What it states otherwise than git counts.</summary>
    public ImmutableArray<PullDifference> Differences => Standing?.ListDifferences(Claim) ?? [];

    /// <summary>How many of its commits are patches that are here.</summary>
    public int Known => Standing?.Parts.Count(static part => part.Patch is not null) ?? 0;

    /// <summary>Its counts against git, in a sentence.</summary>
    public string Counts => Standing switch
    {
        null => "It was not compared with git yet.",
        { Counted: null } => Claim.Head is null ? "It names no commit that is to be pulled." : "Its commits are in no tree that is followed here.",
        _ when Claim.Said == PullCounts.None && Claim.Listed == PullCounts.None => "It states no counts.",
        _ => Differences.IsEmpty ? "Its counts are those of git." : "Its counts are not those of git.",
    };

    /// <summary>Whether it was pulled, in a sentence.</summary>
    public string Pulled => Standing switch
    {
        { IsPulled: true } standing => $"{standing.PulledInto} has the commit that it asks for.",
        { IsPulled: false, Into: { } into } => $"{into} does not have the commit that it asks for.",
        { IsPulled: false } => "Mainline does not have the commit that it asks for.",
        { Into: { } into } => $"{into}, which it asks, is not followed here.",
        _ => "It is not known which tree it asks.",
    };
}

/// <summary>That as data.</summary>
public sealed record SeriesPullView
{
    /// <summary>Where from.</summary>
    public string? Url { get; private init; }

    /// <summary>The branch or tag.</summary>
    public string? Ref { get; private init; }

    /// <summary>Since which commit.</summary>
    public string? Base { get; private init; }

    /// <summary>The commit that is to be pulled.</summary>
    public string? Head { get; private init; }

    /// <summary>The tree that it asks.</summary>
    public string? Into { get; private init; }

    /// <summary>The counts that its text states.</summary>
    public PullCounts? Stated { get; private init; }

    /// <summary>Those that git's lists in it state; its commits are with merges.</summary>
    public PullCounts? Listed { get; private init; }

    /// <summary>Those of git; null while its commits are not at hand.</summary>
    public PullCounts? Counted { get; private init; }

    /// <summary>What differs.</summary>
    public ImmutableArray<PullDifference> Differences { get; private init; } = [];

    /// <summary>It was pulled; null where nobody knows.</summary>
    public bool? Pulled { get; private init; }

    /// <summary>The tree in which that was seen.</summary>
    public string? PulledInto { get; private init; }

    /// <summary>The merge commit.</summary>
    public string? Merge { get; private init; }

    /// <summary>When it was merged.</summary>
    public DateTimeOffset? PulledAt { get; private init; }

    /// <summary>Its commits and the patches that they are.</summary>
    public ImmutableArray<PullPart> Commits { get; private init; } = [];

    /// <summary>The data of a pull request.</summary>
    public static SeriesPullView From(SeriesPullModel pull) => new()
    {
        Url = pull.Claim.Url, Ref = pull.Claim.Reference, Base = pull.Claim.Base, Head = pull.Claim.Head, Into = pull.Standing?.Into ?? pull.Claim.Into,
        Stated = pull.Claim.Said == PullCounts.None ? null : pull.Claim.Said, Listed = pull.Claim.Listed == PullCounts.None ? null : pull.Claim.Listed, Counted = pull.Standing?.Counted,
        Differences = pull.Differences, Pulled = pull.Standing?.IsPulled, PulledInto = pull.Standing?.PulledInto, Merge = pull.Standing?.Merge, PulledAt = pull.Standing?.PulledAt, Commits = pull.Standing?.Parts ?? [],
    };
}
