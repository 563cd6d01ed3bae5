using System.Collections.Immutable;
using Tributary.Git;
using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Server;

/// <summary>Notes which commits of the ledger a tree has by now, as of which release, and which commits that came mend some of them (TREE-2, TREE-5).</summary>
internal sealed class TreePlaceStep(ApplyTools tools)
{
    /// <summary>Notes them.</summary>
    public async Task RunAsync(TreeLook at, CancellationToken cancel)
    {
        var store = new PlaceStore(tools.Database);
        var tags = TreeRef.Tags(at.Tree.Name);
        var hasReleases = (await at.Repository.RunAsync(["for-each-ref", "--count=1", tags + "v*"], cancel)).Text.Length > 0;
        var wanted = await store.ListWantedAsync(at.Tree.Name, hasReleases, cancel);
        var lacking = await CommitEntry.ListLackingAsync(at.Repository, at.Tip.Hex, wanted, cancel);
        var there = new List<(CommitId, string?)>();
        foreach (var commit in wanted.Where(commit => !lacking.Contains(commit))) there.Add((commit, hasReleases ? await FindReleaseAsync(at.Repository, tags, commit, cancel) : null));
        if (there.Count > 0) await store.PutAsync(at.Tree.Name, there, tools.Clock.GetUtcNow(), cancel);
        var fixes = new List<CommitFix>();
        foreach (var commit in at.Came)
        {
            foreach (var hex in CommitWords.Read(commit.Message).Fixes.Distinct())
                fixes.AddRange((await store.ListKnownAsync(hex, cancel)).Select(known => new CommitFix(known, commit.Id, at.Tree.Name, commit.Title, tools.Clock.GetUtcNow())));
        }

        await store.PutFixesAsync(fixes, cancel);
    }

    // The oldest tag that has it.
    private static async Task<string?> FindReleaseAsync(TreeRepository repository, string tags, CommitId commit, CancellationToken cancel)
    {
        var found = await repository.RunAsync(["for-each-ref", "--count=1", "--sort=creatordate", "--format=%(refname)", $"--contains={commit.Hex}", tags + "v*"], cancel);
        return found.IsSuccess && found.Text.Length > tags.Length ? found.Text[tags.Length..] : null;
    }
}
