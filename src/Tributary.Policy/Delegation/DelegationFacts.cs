using System.Collections.Immutable;

namespace Tributary.Policy;

/// <summary>What rules of delegation ask of a series.</summary>
public sealed record DelegationFacts
{
    /// <summary>The words of its prefix.</summary>
    public ImmutableArray<string> Prefix { get; init; } = [];

    /// <summary>The paths that its patches touch, each once, in order.</summary>
    public ImmutableArray<string> Paths { get; init; } = [];

    /// <summary>The lists and addresses that it was sent to, in lower case; left empty where no rule asks.</summary>
    public ImmutableArray<string> Lists { get; init; } = [];

    /// <summary>The lines that its patches add; left empty where no rule asks.</summary>
    public ImmutableArray<string> Added { get; init; } = [];

    /// <summary>The lines that they remove; likewise.</summary>
    public ImmutableArray<string> Removed { get; init; } = [];
}
