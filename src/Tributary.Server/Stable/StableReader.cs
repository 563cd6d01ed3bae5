using System.Collections.Immutable;
using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Server;

/// <summary>Gathers what the page of the queue for stable kernels shows.</summary>
public sealed class StableReader(StableDesk desk, ProjectNames names, StableRows rows, TimeProvider clock)
{
    /// <summary>The page of a project; null where there is no such project, or it serves no stable kernels.</summary>
    /// <param name="name">The project's name; null for the first that serves stable kernels.</param>
    /// <param name="state">What is shown.</param>
    /// <param name="visitor">Who looks.</param>
    /// <param name="cancel">Ends it early.</param>
    public async Task<StableModel?> FindAsync(string? name, string state, Visitor visitor, CancellationToken cancel)
    {
        var all = await rows.Projects.ListAsync(cancel);
        var project = name is null ? all.FirstOrDefault(one => names.FindProfile(one)?.Stable is not null) : await names.FindAsync(name, cancel);
        if (project is null || names.FindProfile(project) is not { Stable: { } values } profile) return null;
        var entries = await desk.ListAsync(project, profile, cancel);
        var counts = entries.SelectMany(static entry => entry.Steps.Select(static step => step.Stage).Distinct()).GroupBy(static stage => stage).ToImmutableDictionary(static group => group.Key, static group => group.Count());
        return StableModel.Choose(entries, state) is { } chosen ? new(project, chosen, state, counts, await desk.ListKernelsAsync(values, cancel), visitor.MayChangeProject(project.Id), clock.GetUtcNow())
        {
            Waiting = await rows.Wishes.ListOpenAsync(project.Id, cancel),
        } : null;
    }
}

/// <summary>What the page reads from the database.</summary>
/// <param name="Projects">The projects.</param>
/// <param name="Wishes">What waits for a tree.</param>
public sealed record StableRows(ProjectQueries Projects, StableWishes Wishes);
