using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Server;

/// <summary>Asks for runs: of a series on its tree, of each new tip of a tree with staged series (TREE-5), and of what is new in the queue.</summary>
/// <param name="database">The database.</param>
/// <param name="setting">With what runs are made.</param>
/// <param name="clock">Tells when.</param>
public sealed class LabRequests(Database database, LabSetting setting, TimeProvider clock)
{
    private const int Looked = 50;

    // Older mail is an archive: nobody waits for what a kernel says of it.
    private static readonly TimeSpan NewsFor = TimeSpan.FromDays(7);

    /// <summary>Asks for a run of a series.</summary>
    /// <param name="series">The series.</param>
    /// <param name="tree">On which tree; null takes the one where routing put it.</param>
    /// <param name="cancel">Ends it early.</param>
    /// <returns>The run's number, or why there is none.</returns>
    public async Task<(long? Run, string? Why)> AskAsync(SeriesSummary series, string? tree, CancellationToken cancel)
    {
        if (series.IsPullRequest) return (null, "a pull request has no patches to be tested");
        if (!series.IsComplete) return (null, $"only {series.Received} of {series.Total} patches are here");
        if ((tree ?? series.Tree) is not { } name) return (null, $"no tree takes it ({series.TreeReason}); name one with --tree");
        if (await FindTipAsync(name, cancel) is not { } tip) return (null, $"the tree {name} is not followed; trib tree add {name}");

        return (await AddAsync(new() { Id = 0, Project = series.Project, Series = series.Id, Tree = name, Commit = tip.Hex, Suites = setting.Suites, Kernel = setting.Kernel, AskedAt = clock.GetUtcNow() }, cancel), null);
    }

    /// <summary>Asks for a run of a tree as it is.</summary>
    /// <returns>The run's number; null where the tree is not followed.</returns>
    public async Task<long?> AskAsync(string tree, CancellationToken cancel) =>
        await FindTipAsync(tree, cancel) is { } tip ? await AddAsync(new() { Id = 0, Tree = tree, Commit = tip.Hex, Suites = setting.Suites, Kernel = setting.Kernel, AskedAt = clock.GetUtcNow() }, cancel) : null;

    /// <summary>Asks for what is new: the tips of trees that were not tested, and the series of the queue that came in the last days and were not. It may be done twice.</summary>
    public async Task AskForNewsAsync(CancellationToken cancel)
    {
        var runs = new LabRunQueries(database);
        foreach (var tree in await new TreeStore(database).ListAsync(cancel))
        {
            if (tree.Tip is { } tip && !await runs.IsTestedAsync(tree.Name, tip.Hex, setting.Suites, setting.Kernel, cancel)) await AskAsync(tree.Name, cancel);
        }

        foreach (var project in await new ProjectQueries(database).ListAsync(cancel))
        {
            var newest = await new SeriesQueries(database).ListAsync(new() { Project = project.Id, WaitingOnly = true, Since = clock.GetUtcNow() - NewsFor }, after: null, Looked, cancel);
            foreach (var series in newest.Where(static series => series is { SupersededBy: null, IsComplete: true, Tree: not null }))
            {
                if ((await runs.ListOfSeriesAsync(series.Id, cancel)).IsEmpty) await AskAsync(series, tree: null, cancel);
            }
        }
    }

    private async Task<CommitId?> FindTipAsync(string tree, CancellationToken cancel) => (await new TreeStore(database).FindAsync(tree, cancel))?.Tip;

    private async Task<long> AddAsync(StoredRun run, CancellationToken cancel)
    {
        await using var write = await database.Writer.BeginAsync(WritePriority.Interactive, cancel);
        var id = await new LabRunStore(write).AddAsync(run, cancel);
        await write.CommitAsync(cancel);
        return id;
    }
}
