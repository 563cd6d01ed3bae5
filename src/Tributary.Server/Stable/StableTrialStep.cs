using System.Collections.Immutable;
using Tributary.Policy;
using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Server;

/// <summary>Tries the fixes of the queue that mainline has on the branches that they may go to, again when a branch moved, and keeps the answers for the page.</summary>
/// <param name="database">Where they are kept.</param>
/// <param name="desk">The queue with its ways.</param>
/// <param name="clock">Tells the time.</param>
public sealed class StableTrialStep(Database database, StableDesk desk, TimeProvider clock)
{
    /// <summary>Tries what was not tried yet.</summary>
    /// <param name="project">The project.</param>
    /// <param name="profile">Its profile.</param>
    /// <param name="most">At most so many; the rest waits for the next time.</param>
    /// <param name="cancel">Ends it early.</param>
    /// <returns>How many were tried.</returns>
    /// <exception cref="Git.GitException">git failed.</exception>
    public async Task<int> RunAsync(StoredProject project, Profile profile, int most, CancellationToken cancel)
    {
        var entries = await desk.ListAsync(project, profile, cancel);
        using var open = desk.OpenIndex();
        if (open is null) return 0;
        var branches = open.Index.Branches.Where(static branch => !branch.IsMainline).ToDictionary(static branch => branch.Short, StringComparer.Ordinal);
        var step = new BackportStep(open, new(open.Index, open.Repository, open.Index.Dead));
        var tried = new List<StableTrial>();
        foreach (var (entry, branch) in entries.SelectMany(static entry => entry.Steps.Where(static one => IsWorthIt(one.Stage)).Select(one => (entry, one.Branch))))
        {
            if (tried.Count >= most) break;
            if (entry.Where?.Mainline is null || !branches.TryGetValue(branch, out var facts) || (entry.Trials.TryGetValue(branch, out var known) && known.Tip == facts.Tip)) continue;
            var outcome = await step.RunAsync(entry.Where.Commit, facts, cancel);
            tried.Add(new(entry.Where.Commit.Id, branch, facts.Tip) { Conflicts = outcome.Conflicts, Said = outcome.Says, At = clock.GetUtcNow() });
        }

        await new StableTrials(database).PutAsync(tried, cancel);
        return tried.Count;
    }

    private static bool IsWorthIt(StableStage stage) => stage is StableStage.Exposed or StableStage.Due or StableStage.Unclear or StableStage.Failed;
}
