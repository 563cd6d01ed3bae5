using System.Collections.Immutable;

namespace Tributary.Workflow;

/// <summary>One thing decided on a series, and where its patches deviate. When all patches agree it is the series' own, and no patch deviates.</summary>
/// <typeparam name="T">What is decided: a state, a delegate, an archive flag.</typeparam>
/// <param name="Own">What was decided on the series; null: nothing.</param>
/// <param name="Patches">Its patches by number, each with its deviation; null: as the series.</param>
public sealed record DecisionSheet<T>(T? Own, ImmutableSortedDictionary<long, T?> Patches)
    where T : struct
{
    /// <summary>Decides on the whole series: no patch deviates any more.</summary>
    public DecisionSheet<T> OnSeries(T value) => new(value, Patches.ToImmutableSortedDictionary(pair => pair.Key, _ => (T?)null));

    /// <summary>Decides on one of its patches.</summary>
    public DecisionSheet<T> OnPatch(long patch, T value) => new DecisionSheet<T>(Own, Patches.SetItem(patch, value)).Fold();

    private DecisionSheet<T> Fold()
    {
        var agreed = Patches.Values.Select(deviation => deviation ?? Own).Distinct().Take(2).ToList();
        if (agreed is [{ } all]) return OnSeries(all);
        return new(Own, Patches.ToImmutableSortedDictionary(pair => pair.Key, pair => Equals(pair.Value, Own) ? null : pair.Value));
    }
}
