using System.Collections.Immutable;
using Tributary.Mail;
using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Server;

/// <summary>That a tree has patches of a series: by a push from here, or seen there.</summary>
/// <param name="Tree">The tree.</param>
/// <param name="Series">The series.</param>
/// <param name="Patches">The patches and their commits.</param>
/// <param name="Actor">Who did it, or the machine that saw it.</param>
public sealed record Acceptance(StoredTree Tree, SeriesId Series, ImmutableArray<AcceptedPatch> Patches, WorkActor Actor)
{
    /// <summary>The commit with all of it.</summary>
    public required CommitId Tip { get; init; }

    /// <summary>The commit that it was put on.</summary>
    public required string Base { get; init; }

    /// <summary>Who committed; empty where it is not known.</summary>
    public string By { get; init; } = "";

    /// <summary>It was found when the tree was looked through for the first time: nobody is told of what is past.</summary>
    public bool IsHistory { get; init; }
}

/// <summary>A patch that a tree has.</summary>
/// <param name="Message">The patch.</param>
/// <param name="Commit">Its commit; null where the tree had the change already.</param>
/// <param name="Found">How that is known.</param>
/// <param name="Reason">That in a sentence.</param>
public sealed record AcceptedPatch(MessageId Message, CommitId? Commit, CommitFound Found, string Reason);
