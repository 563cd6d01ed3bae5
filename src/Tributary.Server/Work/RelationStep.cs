using System.Collections.Immutable;
using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Server;

/// <summary>
/// Says which patches are related, as Patchwork does: a group grows by naming others; a patch leaves its group by naming none; one that is in a group
/// must leave it before it joins another; and whoever changes a group may change every patch of it.
/// </summary>
internal sealed class RelationStep(WriteTransaction write, WorkActor actor)
{
    private const string Foreign = "At least one patch is part of a project you are not maintaining.";

    private const string Taken =
        "At least one patch is already part of another relation. You have to explicitly remove a patch from its existing relation before moving it to this one.";

    private readonly WorkReader reader = new(write);

    /// <summary>Relates a patch to others.</summary>
    /// <param name="patch">The patch.</param>
    /// <param name="others">The numbers of the others; none: it is related to none any more.</param>
    /// <param name="cancel">Ends it early.</param>
    /// <returns>Why not; null when it is done.</returns>
    public async Task<WorkOutcome?> RunAsync(PatchAtWork patch, ImmutableArray<long> others, CancellationToken cancel)
    {
        var asked = await reader.ListPatchesAsync([.. others.Distinct()], cancel);
        foreach (var id in others)
        {
            if (asked.All(one => one.Id != id)) return new WorkOutcome.Invalid("related", $"Invalid pk \"{id}\" - object does not exist.");
        }

        var group = patch.Relation is { } relation ? await reader.ListRelatedAsync(relation, cancel) : [];
        if (asked.Count == 0 && group.Count == 0) return null;
        ImmutableArray<PatchAtWork> all = [.. asked.Concat(group).Append(patch).DistinctBy(one => one.Id).OrderBy(one => one.Id)];
        foreach (var one in all)
        {
            if (!await MayRelateAsync(one, cancel)) return new WorkOutcome.Refused(Foreign);
        }

        return asked.Count == 0 ? await LeaveAsync(patch, group, cancel) : await JoinAsync(all, cancel);
    }

    private async Task<bool> MayRelateAsync(PatchAtWork patch, CancellationToken cancel) =>
        await reader.FindSeriesAsync(patch.Series, cancel) is { } series && WorkRules.May(actor.RolesOn(series, patch), WorkMove.Relate);

    // Nobody is related to himself alone.
    private async Task<WorkOutcome?> LeaveAsync(PatchAtWork patch, IReadOnlyList<PatchAtWork> group, CancellationToken cancel)
    {
        foreach (var one in group.Count > 2 ? [patch] : group) await SetAsync(one, relation: null, cancel);
        return null;
    }

    private async Task<WorkOutcome?> JoinAsync(ImmutableArray<PatchAtWork> all, CancellationToken cancel)
    {
        var groups = all.Select(one => one.Relation).OfType<long>().Distinct().Take(2).ToList();
        if (groups.Count > 1) return new WorkOutcome.Conflict(Taken);
        if (all.Length == 1) return null;
        var relation = groups.Count == 1 ? groups[0] : await new RelationStore(write).TakeIdAsync(cancel);
        foreach (var one in all) await SetAsync(one, relation, cancel);
        return null;
    }

    private async Task SetAsync(PatchAtWork patch, long? relation, CancellationToken cancel)
    {
        if (patch.Relation == relation) return;
        await new RelationStore(write).SetAsync(patch.Id, relation, cancel);
        var changed = new NewEvent
        {
            Category = EventCategory.PatchRelationChanged, Patch = patch.Id,
            Before = patch.Relation?.ToString(System.Globalization.CultureInfo.InvariantCulture),
            After = relation?.ToString(System.Globalization.CultureInfo.InvariantCulture),
        };
        await new EventStore(write, patch.Project).AddAsync([changed], actor.Origin, cancel);
    }
}
