using System.Collections.Immutable;
using Tributary.Policy;
using Tributary.Store;

namespace Tributary.Server;

/// <summary>Gathers what the page of a project's rules of delegation shows.</summary>
internal sealed class DelegationReader(ProjectNames projects, DelegationQueries queries, DelegationTrial trial, UserQueries users, TimeProvider clock)
{
    /// <summary>The rules that hold; null when there is no such project.</summary>
    public async Task<DelegationModel?> ReadAsync(string name, CancellationToken cancel)
    {
        if (await projects.FindAsync(name, cancel) is not { } project) return null;
        var saved = await queries.FindAsync(project.Id, cancel);
        return new()
        {
            Project = project, Rules = saved?.Rules ?? ProfileFile.Find(project.Profile)?.Delegation ?? [], IsOwn = saved is not null, Version = DelegationStep.VersionOf(saved),
            Saved = saved, Now = clock.GetUtcNow(), Names = [.. (await users.ListMaintainersAsync(project.Id, cancel)).Where(user => user.IsActive).Select(user => user.Username)],
        };
    }

    /// <summary>The page with a draft of other rules, tried where that is asked.</summary>
    /// <param name="model">The page with the rules that hold.</param>
    /// <param name="draft">The draft.</param>
    /// <param name="isTried">Try it on past mail.</param>
    /// <param name="cancel">Ends it early.</param>
    public async Task<DelegationModel> DraftAsync(DelegationModel model, ImmutableArray<DelegationRule> draft, bool isTried, CancellationToken cancel) => model with
    {
        Rules = draft, IsDraft = true, Trial = isTried ? await trial.RunAsync(model.Project.Id, draft, DelegationTrial.UsualSeries, cancel) : null,
    };
}
