using System.Collections.Immutable;

namespace Tributary.Workflow;

/// <summary>The state of a series or patch: Patchwork's slugs with kernel.org's four more. The numbers are stored.</summary>
public enum PatchState
{
    /// <summary>Nobody has looked yet.</summary>
    New = 0,

    /// <summary>A maintainer is at it.</summary>
    UnderReview = 1,

    /// <summary>It stands in a tree (SUB-4).</summary>
    Accepted = 2,

    /// <summary>It will not be taken.</summary>
    Rejected = 3,

    /// <summary>Sent for comments only.</summary>
    Rfc = 4,

    /// <summary>Not for this project's trees.</summary>
    NotApplicable = 5,

    /// <summary>A respin is asked for (SUB-5).</summary>
    ChangesRequested = 6,

    /// <summary>It goes in by another tree.</summary>
    AwaitingUpstream = 7,

    /// <summary>A later version is here.</summary>
    Superseded = 8,

    /// <summary>Later.</summary>
    Deferred = 9,

    /// <summary>Applied, not pushed.</summary>
    Queued = 10,

    /// <summary>It waits for an ack.</summary>
    NeedsAck = 11,

    /// <summary>It is in mainline.</summary>
    Mainlined = 12,

    /// <summary>Another project handles it.</summary>
    HandledElsewhere = 13,
}

/// <summary>The states' names: slugs as in URLs and JSON, titles as on pages.</summary>
public static class PatchStates
{
    private static readonly ImmutableArray<string> Slugs =
    [
        "new", "under-review", "accepted", "rejected", "rfc", "not-applicable", "changes-requested", "awaiting-upstream",
        "superseded", "deferred", "queued", "needs-ack", "mainlined", "handled-elsewhere",
    ];

    private static readonly ImmutableArray<string> Titles =
    [
        "New", "Under Review", "Accepted", "Rejected", "RFC", "Not Applicable", "Changes Requested", "Awaiting Upstream",
        "Superseded", "Deferred", "Queued", "Needs ACK", "Mainlined", "Handled Elsewhere",
    ];

    // Patchwork's own states are numbered in their order; kernel.org's four have the numbers that its bots ask for (kernel-patches-daemon: 13 and 15).
    private static readonly ImmutableArray<long> Numbers = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 13, 15, 11, 17];

    /// <summary>All states in Patchwork's order.</summary>
    public static ImmutableArray<PatchState> All { get; } = [.. Enum.GetValues<PatchState>()];

    extension(PatchState state)
    {
        /// <summary>The slug, e.g. <c>under-review</c>.</summary>
        public string Slug => Slugs[(int)state];

        /// <summary>The number by which Patchwork's clients know it, on patchwork.kernel.org where a plain Patchwork has no such state.</summary>
        public long Number => Numbers[(int)state];

        /// <summary>The title, e.g. <c>Under Review</c>.</summary>
        public string Title => Titles[(int)state];

        /// <summary>True while a later version supersedes it (design.md): only series in review are superseded, never an accepted one.</summary>
        public bool IsInReview => state is PatchState.New or PatchState.UnderReview or PatchState.Rfc or PatchState.NeedsAck
            or PatchState.ChangesRequested or PatchState.Deferred or PatchState.AwaitingUpstream;

        /// <summary>True when a tree has it: only those who keep trees say so.</summary>
        public bool IsInTree => state is PatchState.Accepted or PatchState.Queued or PatchState.Mainlined;

        /// <summary>True while it waits for a maintainer (SUB-5): what the review queue shows unless it is asked for more.</summary>
        public bool IsWaiting => state is PatchState.New or PatchState.UnderReview or PatchState.Rfc or PatchState.NeedsAck;
    }

    /// <summary>The state of a number of Patchwork's, or null.</summary>
    public static PatchState? Find(long number) => Numbers.IndexOf(number) is >= 0 and var index ? (PatchState)index : null;

    /// <summary>The state of a slug, in any case.</summary>
    public static bool TryParse(string slug, out PatchState state)
    {
        var index = Slugs.IndexOf(slug.ToLowerInvariant());
        state = index < 0 ? PatchState.New : (PatchState)index;
        return index >= 0;
    }
}
