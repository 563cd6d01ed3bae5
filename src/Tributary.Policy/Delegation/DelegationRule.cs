using System.Collections.Immutable;

namespace Tributary.Policy;

/// <summary>Whom a series is given to when it comes, and when: all the conditions that are given must hold, and of each one of its values (SUB-3).</summary>
public sealed record DelegationRule
{
    /// <summary>The user name; empty: to nobody, so that no later rule counts.</summary>
    public required string To { get; init; }

    /// <summary>Paths that a patch touches: a folder ends with a slash, <c>*</c> stands for any part of one name (<see cref="PathPattern"/>).</summary>
    public ImmutableArray<string> Paths { get; init; } = [];

    /// <summary>Lists that it was sent to: an address, or a List-Id.</summary>
    public ImmutableArray<string> Lists { get; init; } = [];

    /// <summary>Words of the subject's prefix, in any case.</summary>
    public ImmutableArray<string> Prefixes { get; init; } = [];

    /// <summary>What a changed line holds, or null.</summary>
    public LineCondition? Content { get; init; }

    /// <summary>True when it has no condition: it takes all that is left.</summary>
    public bool TakesAll => Paths.IsEmpty && Lists.IsEmpty && Prefixes.IsEmpty && Content is null;

    /// <summary>The rule in words, for lists and histories.</summary>
    public string Describe()
    {
        var conditions = new List<string>();
        if (!Prefixes.IsEmpty) conditions.Add($"prefix {string.Join(", ", Prefixes)}");
        if (!Lists.IsEmpty) conditions.Add($"list {string.Join(", ", Lists)}");
        if (!Paths.IsEmpty) conditions.Add($"path {string.Join(", ", Paths)}");
        if (Content is not null) conditions.Add(Content.Describe());
        return $"{(conditions.Count == 0 ? "all that is left" : string.Join(" and ", conditions))} → {(To.Length == 0 ? "nobody" : To)}";
    }
}
