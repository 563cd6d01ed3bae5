using System.Collections.Immutable;
using Tributary.Git;
using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Server;

/// <summary>A wish to apply a series.</summary>
/// <param name="Series">The series.</param>
/// <param name="Actor">Who asks.</param>
public sealed record ApplyRequest(SeriesId Series, WorkActor Actor)
{
    /// <summary>The tree; null for the one that routing found.</summary>
    public string? Tree { get; init; }

    /// <summary>The patches, e.g. <c>1-3,5</c>; null for all.</summary>
    public string? Numbers { get; init; }

    /// <summary>Who commits and signs off.</summary>
    public GitPerson? Signer { get; init; }

    /// <summary>Push it.</summary>
    public bool Push { get; init; }

    /// <summary>Try it, and keep nothing.</summary>
    public bool IsDryRun { get; init; }

    /// <summary>Go on in the worktree of a conflict.</summary>
    public bool Continue { get; init; }
}

/// <summary>How applying a series ended.</summary>
public abstract record ApplyOutcome
{
    private ApplyOutcome()
    {
    }

    /// <summary>It is applied.</summary>
    /// <param name="Application">How far it is: applied, or pushed.</param>
    /// <param name="Commits">The commit of each patch; null for one whose change was there already.</param>
    /// <param name="Branch">The branch of our repository that holds it.</param>
    /// <param name="Reminder">What is to be done beside it (REQ-7), or null.</param>
    public sealed record Applied(StoredApplication Application, ImmutableArray<AppliedPatch> Commits, string Branch, string? Reminder) : ApplyOutcome
    {
        /// <summary>Why it could not be pushed, though it should have been; empty where all went well.</summary>
        public string PushFault { get; init; } = "";
    }

    /// <summary>A patch does not fit; the worktree is open, but after a mere try.</summary>
    /// <param name="Series">The series.</param>
    /// <param name="Tree">The tree.</param>
    /// <param name="Place">Where it does not fit.</param>
    public sealed record Conflict(SeriesId Series, string Tree, ApplyConflict Place) : ApplyOutcome
    {
        /// <summary>All of it in a sentence.</summary>
        public string Sentence => Place.Tell(Tree);

        /// <summary>The command that goes on when it is mended.</summary>
        public string GoOn => ApplyConflict.Command(Series.Value, Tree, isAbort: false);
    }

    /// <summary>It cannot be done; nothing has changed.</summary>
    /// <param name="Sentence">Why.</param>
    public sealed record Refused(string Sentence) : ApplyOutcome;
}

/// <summary>A patch and its commit.</summary>
/// <param name="Number">Its number in the series.</param>
/// <param name="Message">Its mail.</param>
/// <param name="Title">Its title.</param>
/// <param name="Commit">The commit; null where the tree had the change already.</param>
/// <param name="Text">The commit's message below the title.</param>
public sealed record AppliedPatch(int Number, Mail.MessageId Message, string Title, CommitId? Commit, string Text);
