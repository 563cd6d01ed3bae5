using System.Collections.Immutable;
using Tributary.Workflow;

namespace Tributary.Store;

/// <summary>What people decided on a series and its patches.</summary>
/// <param name="State">States.</param>
/// <param name="Delegate">Delegates.</param>
/// <param name="Archived">Archive flags.</param>
/// <param name="Hold">Why the series is on hold; empty: somebody took it off; null: nobody said.</param>
/// <param name="Notes">What holds for a single patch only, by its number.</param>
public sealed record SeriesDecisions(
    DecisionSheet<DecidedState> State, DecisionSheet<GivenTo> Delegate, DecisionSheet<bool> Archived, string? Hold,
    ImmutableSortedDictionary<long, PatchNotes> Notes)
{
    /// <summary>The tree that somebody said; empty: none of ours; null: nobody said.</summary>
    public string? Tree { get; init; }
}

/// <summary>What was said of one patch.</summary>
/// <param name="CommitRef">The commit that it became; null: nobody said.</param>
/// <param name="PullUrl">Where it is pulled from; empty: from nowhere; null: nobody said, the mail does.</param>
public sealed record PatchNotes(string? CommitRef, string? PullUrl);
