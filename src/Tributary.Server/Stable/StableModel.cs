using System.Collections.Immutable;
using Tributary.Policy;
using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Server;

/// <summary>What the page of the queue for stable kernels shows.</summary>
/// <param name="Project">The project.</param>
/// <param name="Entries">The fixes shown, the newest first.</param>
/// <param name="State">The stage that is shown, <c>*</c> for all, empty for what is open.</param>
/// <param name="Counts">How many fixes have a step of each stage.</param>
/// <param name="Kernels">The branches and whether they are maintained.</param>
/// <param name="MayChange">Whether the visitor may ask and refuse.</param>
/// <param name="Now">The time of the page.</param>
public sealed record StableModel(
    StoredProject Project, ImmutableArray<StableEntry> Entries, string State, ImmutableDictionary<StableStage, int> Counts, ImmutableArray<StableKernel> Kernels, bool MayChange, DateTimeOffset Now)
{
    /// <summary>What mails asked for and no tree has yet, the newest first.</summary>
    public ImmutableArray<KeptWish> Waiting { get; init; } = [];

    /// <summary>The stages in the order of the tabs.</summary>
    public static ImmutableArray<StableStage> Stages { get; } = [.. Enum.GetValues<StableStage>()];

    /// <summary>The fixes of a state; null where there is no such state.</summary>
    /// <param name="all">All of them.</param>
    /// <param name="state"><c>*</c> or <c>all</c>, a stage's slug, or empty for those that are open.</param>
    public static ImmutableArray<StableEntry>? Choose(ImmutableArray<StableEntry> all, string state)
    {
        if (state is "*" or "all") return all;
        if (state.Length == 0) return all.RemoveAll(static entry => !entry.IsOpen);
        foreach (var stage in Stages)
        {
            if (WhereBranchView.Slug(stage.ToString()) == state) return all.RemoveAll(entry => entry.Steps.All(step => step.Stage != stage));
        }

        return null;
    }
}
