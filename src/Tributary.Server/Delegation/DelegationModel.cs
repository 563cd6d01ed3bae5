using System.Collections.Immutable;
using Tributary.Policy;
using Tributary.Store;

namespace Tributary.Server;

/// <summary>What the page of a project's rules of delegation shows.</summary>
public sealed record DelegationModel
{
    /// <summary>The project.</summary>
    public required StoredProject Project { get; init; }

    /// <summary>The rules: those that hold, or a draft of others.</summary>
    public required ImmutableArray<DelegationRule> Rules { get; init; }

    /// <summary>The rules that hold are the project's own; else its profile's.</summary>
    public required bool IsOwn { get; init; }

    /// <summary>The version of the rules that hold, as the form carries it.</summary>
    public required string Version { get; init; }

    /// <summary>When they were saved and by whom, or null.</summary>
    public StoredDelegation? Saved { get; init; }

    /// <summary>The rules are a draft that is not saved.</summary>
    public bool IsDraft { get; init; }

    /// <summary>What the draft would do, once it was tried.</summary>
    public DelegationTrialResult? Trial { get; init; }

    /// <summary>What is wrong with the draft, or null.</summary>
    public string? Fault { get; init; }

    /// <summary>To whom rules may give: the maintainers' user names.</summary>
    public ImmutableArray<string> Names { get; init; } = [];

    /// <summary>When the page was made.</summary>
    public required DateTimeOffset Now { get; init; }
}
