using Tributary.Workflow;

namespace Tributary.Store;

/// <summary>How many series of a project stand in a state and tree.</summary>
/// <param name="State">The state.</param>
/// <param name="Tree">The tree; empty for those without one.</param>
/// <param name="Total">How many.</param>
public sealed record SeriesCount(PatchState State, string Tree, long Total);
