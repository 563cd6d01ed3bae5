using System.Collections.Immutable;

namespace Tributary.Workflow;

/// <summary>What happened. The first eleven are Patchwork's. The numbers are stored.</summary>
public enum EventCategory
{
    /// <summary>A cover letter arrived.</summary>
    CoverCreated = 0,

    /// <summary>A patch arrived.</summary>
    PatchCreated = 1,

    /// <summary>All patches before it in its series are here.</summary>
    PatchCompleted = 2,

    /// <summary>Its state changed.</summary>
    PatchStateChanged = 3,

    /// <summary>It was said to be related to others.</summary>
    PatchRelationChanged = 4,

    /// <summary>It was given to somebody.</summary>
    PatchDelegated = 5,

    /// <summary>A check said something of it.</summary>
    CheckCreated = 6,

    /// <summary>A series began.</summary>
    SeriesCreated = 7,

    /// <summary>All of a series is here.</summary>
    SeriesCompleted = 8,

    /// <summary>A reply to a cover letter arrived.</summary>
    CoverCommentCreated = 9,

    /// <summary>A reply to a patch arrived.</summary>
    PatchCommentCreated = 10,

    /// <summary>A patch was put into the archive, or taken out of it.</summary>
    PatchArchived = 11,

    /// <summary>A patch was tied to a commit.</summary>
    PatchCommitChanged = 12,

    /// <summary>Somebody said whether a reply was dealt with.</summary>
    CommentAddressed = 13,

    /// <summary>Where a pull request is pulled from changed.</summary>
    PatchPullUrlChanged = 14,

    /// <summary>A maintainer changed what is said of the project.</summary>
    ProjectChanged = 15,

    /// <summary>Somebody became a maintainer of the project, or is one no longer.</summary>
    MaintainerChanged = 16,

    /// <summary>A series was put on hold, or taken off it, or the reason changed.</summary>
    SeriesHoldChanged = 17,

    /// <summary>Maintainers put a tag on a series, or took one off.</summary>
    SeriesTagsChanged = 18,

    /// <summary>Somebody said which messages are one series or which series are versions of each other, or took it back.</summary>
    SeriesRelinked = 19,

    /// <summary>The project's rules of delegation changed.</summary>
    DelegationChanged = 20,

    /// <summary>Somebody said which tree takes a series, or took it back.</summary>
    SeriesTreeChanged = 21,

    /// <summary>A mail commanded something; what became of it stands with the command.</summary>
    Command = 22,
}

/// <summary>The categories' slugs.</summary>
public static class EventCategories
{
    // What Patchwork knows: its clients are shown no other.
    private const int PatchworkCount = 11;

    private static readonly ImmutableArray<string> Slugs =
    [
        "cover-created", "patch-created", "patch-completed", "patch-state-changed", "patch-relation-changed", "patch-delegated",
        "check-created", "series-created", "series-completed", "cover-comment-created", "patch-comment-created", "patch-archived",
        "patch-commit-changed", "comment-addressed", "patch-pull-url-changed", "project-changed", "maintainer-changed",
        "series-hold-changed", "series-tags-changed", "series-relinked", "delegation-changed", "series-tree-changed", "command",
    ];

    extension(EventCategory category)
    {
        /// <summary>The slug, e.g. <c>patch-state-changed</c>.</summary>
        public string Slug => Slugs[(int)category];

        /// <summary>True for those that Patchwork's API shows.</summary>
        public bool IsPatchworks => (int)category < PatchworkCount;
    }

    /// <summary>All categories, Patchwork's first.</summary>
    public static ImmutableArray<EventCategory> All { get; } = [.. Enum.GetValues<EventCategory>()];

    /// <summary>The category of a slug.</summary>
    public static bool TryParse(string slug, out EventCategory category)
    {
        var index = Slugs.IndexOf(slug);
        category = index < 0 ? EventCategory.CoverCreated : (EventCategory)index;
        return index >= 0;
    }
}
