using System.Collections.Immutable;

namespace Tributary.Policy;

/// <summary>What the rules take from a profile: how grave each is, their numbers, and what is where.</summary>
public sealed record CheckValues
{
    /// <summary>The columns a line of a commit message may have.</summary>
    public int MessageColumns { get; init; } = 75;

    /// <summary>The most patches of a series that people like to read.</summary>
    public int MostPatches { get; init; } = 15;

    /// <summary>The names of the trees that the subsystem itself keeps; the others are its neighbours'.</summary>
    public ImmutableArray<string> OwnTrees { get; init; } = [];

    /// <summary>Words of prefixes that name trees of other subsystems, whose patches come to the same lists.</summary>
    public ImmutableArray<string> OtherTrees { get; init; } = [];

    /// <summary>Severities that differ from the rules' own, by rule; null for a rule that is switched off.</summary>
    public ImmutableDictionary<string, Severity?> Severities { get; init; } = ImmutableDictionary<string, Severity?>.Empty;

    /// <summary>Path patterns (<see cref="PathPattern"/>) of the areas that rules speak of, e.g. <c>verifier</c>, <c>selftests</c>, <c>libbpf</c>.</summary>
    public ImmutableDictionary<string, ImmutableArray<string>> Areas { get; init; } = ImmutableDictionary<string, ImmutableArray<string>>.Empty;
}
