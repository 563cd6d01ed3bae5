using System.Collections.Immutable;
using System.Globalization;

namespace Tributary.Workflow;

/// <summary>A branch of which the index holds all commits: mainline or a stable one.</summary>
/// <param name="Name">Its name, e.g. <c>mainline</c> or <c>linux-6.6.y</c>.</param>
/// <param name="Tip">Its newest commit.</param>
public sealed record IndexedBranch(string Name, CommitId Tip)
{
    /// <summary>The name of mainline.</summary>
    public const string Mainline = "mainline";

    /// <summary>True for mainline.</summary>
    public bool IsMainline => Name == Mainline;
}

/// <summary>A tag that is a release.</summary>
/// <param name="Name">E.g. <c>v6.6.12</c>.</param>
/// <param name="Commit">What it stands on.</param>
public sealed record ReleaseTag(string Name, CommitId Commit) : IComparable<ReleaseTag>
{
    private const int Final = int.MaxValue;

    /// <summary>True for <c>v6.6</c>, <c>v6.6-rc1</c>, <c>v6.6.12</c>, <c>v2.6.32.71</c>.</summary>
    public static bool IsRelease(string name) => Parts(name) is not [];

    /// <summary>A name for sorting: <c>v6.6-rc1</c> before <c>v6.6</c> before <c>v6.6.1</c>.</summary>
    public static int Compare(string one, string other)
    {
        var (left, right) = (Parts(one), Parts(other));
        for (var i = 0; i < Math.Max(left.Length, right.Length); i++)
        {
            var order = (i < left.Length ? left[i] : 0).CompareTo(i < right.Length ? right[i] : 0);
            if (order != 0) return order;
        }

        return 0;
    }

    /// <inheritdoc />
    public int CompareTo(ReleaseTag? other) => other is null ? 1 : Compare(Name, other.Name);

    // Four numbers and the number of the candidate; a release stands behind its candidates.
    private static ImmutableArray<int> Parts(string name)
    {
        if (name is not ['v', >= '0' and <= '9', ..]) return [];
        var text = name.AsSpan(1);
        var candidate = Final;
        if (text.IndexOf('-') is > 0 and var dash)
        {
            if (!text[dash..].StartsWith("-rc") || !int.TryParse(text[(dash + 3)..], NumberStyles.None, CultureInfo.InvariantCulture, out candidate)) return [];
            text = text[..dash];
        }

        var numbers = ImmutableArray.CreateBuilder<int>(5);
        foreach (var part in text.Split('.'))
        {
            if (numbers.Count == 4 || !int.TryParse(text[part], NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return [];
            numbers.Add(number);
        }

        if (numbers.Count < 2) return [];
        while (numbers.Count < 4) numbers.Add(0);
        numbers.Add(candidate);
        return numbers.ToImmutable();
    }
}
