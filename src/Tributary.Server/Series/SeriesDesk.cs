using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Server;

/// <summary>What a visitor may do on the page of a series: he may be its author or its delegate too.</summary>
internal sealed class SeriesDesk(WorkDesks desks, DelegationQueries delegation, SeriesTreesReader trees, TimeProvider clock)
{
    /// <summary>The time.</summary>
    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>The page with his desk.</summary>
    public async Task<SeriesModel> LayAsync(SeriesModel model, Visitor visitor, CancellationToken cancel)
    {
        var series = model.Detail.Summary;
        var laid = await desks.LayAsync(series.Project, visitor, cancel);
        var facts = new SeriesAtWork
        {
            Id = series.Id, Project = series.Project, Head = 0, Submitter = series.Submitter.Address.ToLowerInvariant(), State = series.State, Delegate = series.Delegate, Patches = [],
        };
        var roles = laid.IsSignedIn ? visitor.Actor.RolesOn(facts, patch: null) : WorkRoles.None;
        return model with { Desk = laid with { Roles = roles }, Trees = await trees.ReadAsync(series, cancel), DelegateReason = await delegation.FindReasonAsync(series, cancel) };
    }
}
