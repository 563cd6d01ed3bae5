namespace Tributary.Server;

/// <summary>What is done with the trees again and again: fetch them, look through what came, see which open series still apply, and which pull requests were pulled.</summary>
public sealed class TreeRound(ApplyTools tools)
{
    /// <summary>One round.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        await SightingMatch.LearnAsync(tools.Database, tools.Clock.GetUtcNow(), cancel);
        foreach (var outcome in await tools.Fetch.RunAllAsync([], cancel))
        {
            if (outcome.Fetched is null) continue;
            await new TreeMoveStep(tools).RunAsync(outcome.Tree, cancel);
            await new AppliesStep(tools).RunAsync(outcome.Tree, cancel);
        }

        await new PullArrivalStep(tools).RunAsync(cancel);
    }
}
