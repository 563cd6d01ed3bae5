using System.Collections.Immutable;

namespace Tributary.Workflow;

/// <summary>What somebody wants of a patch or series. What is null stays as it is.</summary>
public sealed record Decision
{
    /// <summary>The state.</summary>
    public PatchState? State { get; init; }

    /// <summary>Whose it is, by user name; nobody's for null.</summary>
    public Setting<string?>? Delegate { get; init; }

    /// <summary>Whether it is in the archive.</summary>
    public bool? IsArchived { get; init; }

    /// <summary>Why it is on hold, in words; off hold for null. A field beside the state, of a whole series.</summary>
    public Setting<string?>? Hold { get; init; }

    /// <summary>The tree that takes it, of a whole series; null: none of ours; empty: as routing has it.</summary>
    public Setting<string?>? Tree { get; init; }

    /// <summary>Why that tree, in words; null: nobody wrote that down.</summary>
    public string? TreeWhy { get; init; }

    /// <summary>The commit that it became.</summary>
    public Setting<string?>? CommitRef { get; init; }

    /// <summary>Where it is to be pulled from.</summary>
    public Setting<string?>? PullUrl { get; init; }

    /// <summary>Patches that it is related to, by number, beside those that it is related to already; empty: to none any more.</summary>
    public ImmutableArray<long>? Related { get; init; }
}
