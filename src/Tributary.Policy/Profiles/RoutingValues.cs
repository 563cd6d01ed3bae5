using System.Collections.Immutable;

namespace Tributary.Policy;

/// <summary>By what a series finds its tree where its prefix does not settle it.</summary>
public sealed record RoutingValues
{
    /// <summary>Nothing: the prefix alone decides.</summary>
    public static RoutingValues None { get; } = new();

    /// <summary>The areas, each with its trees. The first two are weighed against each other; of the others a series is only if all its files are.</summary>
    public ImmutableArray<RoutingArea> Areas { get; init; } = [];

    /// <summary>Words of a prefix that name trees of others, lower case.</summary>
    public ImmutableArray<string> Elsewhere { get; init; } = [];

    /// <summary>Folders of tests, tools and documentation: what touches nothing else changes no kernel.</summary>
    public ImmutableArray<string> Tests { get; init; } = [];

    /// <summary>The days of mainline's releases, in order: the merge window opens then.</summary>
    public ImmutableArray<DateOnly> Releases { get; init; } = [];

    /// <summary>Weeks from one release to the next, where none is listed.</summary>
    public int ReleaseWeeks { get; init; } = 9;

    /// <summary>What each sign says for the first area (against the second, if negative), as log odds.</summary>
    public ImmutableArray<RoutingWeight> Weights { get; init; } = [];

    /// <summary>The last release on or before a day, counted on by <see cref="ReleaseWeeks"/> behind the list; null before its first.</summary>
    /// <param name="day">The day.</param>
    public DateOnly? ReleaseBefore(DateOnly day)
    {
        if (Releases.IsEmpty || day < Releases[0]) return null;
        var last = Releases.Last(release => release <= day);
        var step = ReleaseWeeks * 7;
        if (last == Releases[^1] && step > 0) last = last.AddDays((day.DayNumber - last.DayNumber) / step * step);
        return last;
    }
}

/// <summary>An area of the source, and its trees.</summary>
/// <param name="Name">What people call it, e.g. <c>BPF</c>.</param>
/// <param name="Fixes">Its tree for fixes.</param>
/// <param name="Features">Its tree for all else.</param>
public sealed record RoutingArea(string Name, string Fixes, string Features)
{
    /// <summary>Its tree for features that touch networking, or null.</summary>
    public string? Networking { get; init; }

    /// <summary>Words of a title that speak of networking.</summary>
    public ImmutableArray<string> NetworkingWords { get; init; } = [];

    /// <summary>Its list.</summary>
    public required string List { get; init; }

    /// <summary>Its files (<see cref="PathPattern"/>).</summary>
    public ImmutableArray<string> Paths { get; init; } = [];

    /// <summary>Files that are not its, though their paths are among those.</summary>
    public ImmutableArray<string> Except { get; init; } = [];

    /// <summary>Words before the colon of a title that name it.</summary>
    public ImmutableArray<string> Words { get; init; } = [];

    /// <summary>What each sign says for its tree of features (against that of fixes, if negative), as log odds.</summary>
    public ImmutableArray<RoutingWeight> Weights { get; init; } = [];

    /// <summary>True for a file of the area.</summary>
    /// <param name="path">A path of a diff.</param>
    public bool Holds(string path) => PathPattern.MatchesAny(Paths, path) && !PathPattern.MatchesAny(Except, path);
}

/// <summary>What a sign says. (A class in a list, not a number in a table: that is compiled only when it is used, at every start.)</summary>
/// <param name="Sign">The sign, e.g. <c>fixes-tag</c>.</param>
/// <param name="Points">Its weight in log odds.</param>
public sealed record RoutingWeight(string Sign, double Points)
{
    /// <summary>The weight of a sign; 0 where it has none.</summary>
    public static double Of(ImmutableArray<RoutingWeight> weights, string sign)
    {
        foreach (var weight in weights)
        {
            if (weight.Sign == sign) return weight.Points;
        }

        return 0;
    }
}
