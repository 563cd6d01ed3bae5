using System.Collections.Immutable;
using Tributary.Store;

namespace Tributary.Server;

/// <summary>Changes the days and the promise of a project: for its maintainers. The clocks follow a little later (<see cref="FeedbackRefresh"/>).</summary>
public sealed class FeedbackStep(Database database)
{
    /// <summary>Sets them.</summary>
    /// <param name="project">The project's number.</param>
    /// <param name="words">All of the settings, by name.</param>
    /// <param name="actor">Who asks.</param>
    /// <param name="cancel">Ends it early.</param>
    public async Task<WorkOutcome> SaveAsync(long project, ImmutableSortedDictionary<string, string> words, WorkActor actor, CancellationToken cancel)
    {
        if (!FeedbackSettings.TryRead(words, out _, out var fault)) return new WorkOutcome.Invalid(fault!.Value.Name, fault.Value.Why);
        return await new ProjectStep(database).ChangeAsync(project, words, actor, cancel);
    }
}
