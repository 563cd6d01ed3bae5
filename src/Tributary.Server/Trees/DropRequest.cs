using System.Collections.Immutable;
using Tributary.Git;
using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Server;

/// <summary>A wish to take a series out of a tree.</summary>
/// <param name="Series">The series.</param>
/// <param name="Actor">Who asks.</param>
/// <param name="Signer">Who commits.</param>
public sealed record DropRequest(SeriesId Series, WorkActor Actor, GitPerson Signer)
{
    /// <summary>The tree; null for the only one that has it.</summary>
    public string? Tree { get; init; }

    /// <summary>Why.</summary>
    public string Why { get; init; } = "";
}

/// <summary>How taking a series out ended.</summary>
public abstract record DropOutcome
{
    private DropOutcome()
    {
    }

    /// <summary>It is out.</summary>
    /// <param name="Tree">Of which tree.</param>
    /// <param name="Tip">The tree's tip now.</param>
    /// <param name="State">What the series is now.</param>
    public sealed record Dropped(string Tree, CommitId Tip, PatchState State) : DropOutcome;

    /// <summary>What came after it conflicts. Nothing has changed.</summary>
    /// <param name="Paths">The files.</param>
    public sealed record Conflict(ImmutableArray<string> Paths) : DropOutcome;

    /// <summary>It cannot be done; nothing has changed.</summary>
    /// <param name="Sentence">Why.</param>
    public sealed record Refused(string Sentence) : DropOutcome;
}
