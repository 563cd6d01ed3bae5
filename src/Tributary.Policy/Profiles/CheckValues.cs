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
    public ImmutableArray<RuleSeverity> Severities { get; init; } = [];

    /// <summary>Path patterns (<see cref="PathPattern"/>) of the areas that rules speak of, e.g. <c>verifier</c>, <c>selftests</c>, <c>libbpf</c>.</summary>
    public ImmutableArray<CheckArea> Areas { get; init; } = [];

    /// <summary>What the profile says of a rule; null where that is nothing.</summary>
    public RuleSeverity? FindSeverity(string rule)
    {
        foreach (var one in Severities)
        {
            if (one.Rule == rule) return one;
        }

        return null;
    }

    /// <summary>An area by its name, or null.</summary>
    public CheckArea? FindArea(string name)
    {
        foreach (var one in Areas)
        {
            if (one.Name == name) return one;
        }

        return null;
    }
}

/// <summary>How grave a profile holds a rule to be. (Classes in lists, not values in tables: those are compiled only when they are used, at every check.)</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Severity">Its severity; null: it is switched off.</param>
public sealed record RuleSeverity(string Rule, Severity? Severity);

/// <summary>An area that rules speak of.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Paths">Its path patterns.</param>
public sealed record CheckArea(string Name, ImmutableArray<string> Paths);
