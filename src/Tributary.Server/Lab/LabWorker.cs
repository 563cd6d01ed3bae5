using Tributary.Git;
using Tributary.Lab;
using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Server;

/// <summary>
/// Takes runs that were asked for and makes them, one after the other: the newest version of a series first, none that is superseded, the runs of trees last. A run whose
/// worker is gone is taken up again; after some attempts it has a result too.
/// </summary>
/// <param name="database">The database.</param>
/// <param name="setting">What runs are made with.</param>
/// <param name="clock">Tells when.</param>
/// <param name="tell">Is told what is being done.</param>
public sealed class LabWorker(Database database, LabSetting setting, TimeProvider clock, Action<string> tell)
{
    private const int MostAttempts = 3;
    private const int Looked = 500;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    private readonly LabRunQueries queries = new(database);

    /// <summary>Is told how far each run is, beside the page; or null.</summary>
    public IProgress<RunProgress>? Watcher { get; init; }

    /// <summary>Works until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        while (true)
        {
            if (!await RunOneAsync(cancel)) await Task.Delay(Pause, cancel);
        }
    }

    /// <summary>Makes the next run.</summary>
    /// <returns>False when none waits.</returns>
    public async Task<bool> RunOneAsync(CancellationToken cancel)
    {
        var open = await queries.ListOpenAsync(Looked, cancel);
        foreach (var run in open.OrderByDescending(static run => run.Series?.Value ?? 0).ThenBy(static run => run.Id))
        {
            if (await IsSupersededAsync(run, cancel)) continue;
            if (await MakeAsync(run.Id, cancel)) return true;
        }

        return false;
    }

    /// <summary>Makes one run now, and what it is held against before.</summary>
    /// <param name="id">The run.</param>
    /// <param name="cancel">Ends it; another worker may take it up.</param>
    /// <returns>False when another has it, or it has a result.</returns>
    public async Task<bool> MakeAsync(long id, CancellationToken cancel)
    {
        await using var turn = await LabTurn.TakeAsync(database, Path.Combine(setting.TreeFolder, ".."), id, cancel);
        if (turn is null || await queries.FindAsync(id, cancel) is not { State: LabRunState.Queued or LabRunState.Running } run) return false;

        var step = new LabResultStep(database, setting.Site, clock) { Notices = setting.Notices };
        if (run.Attempts >= MostAttempts)
        {
            await step.RunAsync(run, new(null, ("given-up", $"It was begun {run.Attempts} times, and each time its worker was gone before the end.")), cancel);
            return true;
        }

        if (run.Series is not null) await MakeBaseAsync(run, cancel);
        if (!await StartAsync(run, cancel)) return false;

        tell($"Run {run.Id}: {run.Suites} on {run.Tree} {run.Commit[..12]}{(run.Series is { } series ? $" with series {series.Value}" : "")}");
        await step.RunAsync(run, await TryAsync(run, cancel), cancel);
        return true;
    }

    // A verdict on a series is none without that of what it is on; made once for all series on it.
    private async Task MakeBaseAsync(StoredRun run, CancellationToken cancel)
    {
        if (await queries.FindBaseAsync(run.Tree, run.Commit, run.Suites, run.Kernel, cancel) is not null) return;

        long id;
        await using (var write = await database.Writer.BeginAsync(WritePriority.Interactive, cancel))
        {
            id = await new LabRunStore(write).AddAsync(run with { Id = 0, Project = null, Series = null, AskedAt = clock.GetUtcNow() }, cancel);
            await write.CommitAsync(cancel);
        }

        // Where another worker makes it just now, that one is waited for.
        while (!await MakeAsync(id, cancel) && await queries.FindAsync(id, cancel) is { State: LabRunState.Queued or LabRunState.Running }) await Task.Delay(Pause, cancel);
    }

    private async Task<bool> StartAsync(StoredRun run, CancellationToken cancel)
    {
        await using var write = await database.Writer.BeginAsync(WritePriority.Interactive, cancel);
        var isMine = await new LabRunStore(write).StartAsync(run.Id, setting.Worker, clock.GetUtcNow(), cancel);
        await write.CommitAsync(cancel);
        return isMine;
    }

    private async Task<LabMade> TryAsync(StoredRun run, CancellationToken cancel)
    {
        await using var progress = new LabProgress(database, (run.Id, setting.Worker), Watcher);
        try
        {
            return await new LabMaking(database, setting, tell).RunAsync(run, progress, cancel);
        }
        catch (Exception failure) when (failure is LabException or LabMismatchException or GitException)
        {
            return new(null, ("not-made", failure.Message));
        }
    }

    private async Task<bool> IsSupersededAsync(StoredRun run, CancellationToken cancel)
    {
        if (run.Series is not { } id || run.State != LabRunState.Queued) return false;
        if (await new SeriesQueries(database).FindAsync(id, cancel) is not { } detail || (detail.Summary.SupersededBy is null && detail.Summary.State != PatchState.Superseded)) return false;

        await using var write = await database.Writer.BeginAsync(WritePriority.Interactive, cancel);
        await new LabRunStore(write).DropAsync(run.Id, "A newer version is here.", clock.GetUtcNow(), cancel);
        await write.CommitAsync(cancel);
        return true;
    }
}
