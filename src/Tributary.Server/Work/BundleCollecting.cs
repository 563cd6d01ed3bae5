using System.Collections.Immutable;
using Tributary.Store;

namespace Tributary.Server;

/// <summary>Puts the patches of chosen series into a bundle of the visitor, by its number or, where none is chosen, under a new name.</summary>
internal sealed class BundleCollecting(SeriesQueries series, WorkQueries work, BundleQueries bundles, BundleStep step)
{
    /// <summary>Puts them in, behind those that are there.</summary>
    /// <param name="chosen">The series.</param>
    /// <param name="bundle">The number of a bundle, or null.</param>
    /// <param name="name">The name of a new one.</param>
    /// <param name="actor">Whose bundle.</param>
    /// <param name="cancel">Ends it early.</param>
    public async Task<WorkOutcome> RunAsync(ImmutableArray<SeriesId> chosen, long? bundle, string name, WorkActor actor, CancellationToken cancel)
    {
        if (chosen.IsEmpty) return new WorkOutcome.Invalid("series", "Nothing is chosen: tick the series that are meant.");
        var patches = new List<long>();
        foreach (var id in chosen.Take(ChangeStep.MostSeries))
        {
            if (await series.FindAsync(id, cancel) is not { } detail) return new WorkOutcome.NotFound();
            patches.AddRange(await work.ListPatchNumbersAsync(detail.Summary.Project, [.. detail.Patches.Select(patch => patch.Message)], cancel));
        }

        if (bundle is not { } number) return await step.AddAsync(new() { Name = name, Patches = [.. patches] }, actor, cancel);
        if (await bundles.FindAsync(number, actor.User?.Id, cancel) is not { } found) return new WorkOutcome.NotFound();
        return await step.ChangeAsync(number, new() { Patches = [.. found.Patches.Select(patch => patch.Id).Concat(patches).Distinct()] }, actor, cancel);
    }
}
