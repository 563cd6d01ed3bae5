using System.Collections.Immutable;
using System.Diagnostics;
using Tributary.Git;
using Tributary.Store;

namespace Tributary.Server;

/// <summary>Imports sources into a database that this process writes to.</summary>
/// <param name="database">The database.</param>
/// <param name="target">Where the mail goes.</param>
/// <param name="progress">Told how far it is.</param>
public sealed class ImportRun(Database database, ImportTarget target, ImportProgress progress)
{
    // Imports of one process take turns: the counts of each are those of the messages that came while it ran.
    private static readonly SemaphoreSlim Turn = new(1);

    private ImportStep? _step;

    /// <summary>Tells when things happened.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Carries out what the mail commands; null: it is history, which never acts.</summary>
    public CommandDesk? Desk { get; init; }

    /// <summary>What a source holds already when it is read for the first time is history.</summary>
    public bool IsFollowing { get; init; }

    /// <summary>A source that another process is reading is passed over; else it is waited for.</summary>
    public bool PassesOverBusySources { get; init; }

    /// <summary>Also tell each mail that is ignored or quarantined, and why.</summary>
    public bool IsVerbose { get; init; }

    /// <summary>Imports the sources in order. When one breaks off, that is said, what was read of it stays, and the others follow.</summary>
    public Task<ImportReport> RunAsync(IReadOnlyCollection<IMailSource> sources, CancellationToken cancel) => RunAsync(sources.ToAsyncEnumerable(), cancel);

    /// <summary>The same with sources that are named one after the other.</summary>
    internal async Task<ImportReport> RunAsync(IAsyncEnumerable<IMailSource> sources, CancellationToken cancel)
    {
        await Turn.WaitAsync(cancel);
        try
        {
            return await RunInTurnAsync(sources, cancel);
        }
        finally
        {
            Turn.Release();
        }
    }

    private ImportStep StepFor(StoredSource stored)
    {
        var desk = IsFollowing && !stored.IsReadThrough ? null : Desk;
        return _step is { } step && step.Desk == desk ? step : _step = new(database, ProfileFile.Find) { Clock = Clock, Desk = desk };
    }

    private async Task PrepareAsync(long project, CancellationToken cancel)
    {
        if (ProfileFile.Find(target.Profile) is { } profile) await new DelegateAccounts(database).MakeAsync(project, profile, Clock.GetUtcNow(), cancel);
        await new FeedbackRefresh(database, ProfileFile.Find).BeginAsync(project, cancel);
    }

    private async Task<ImportReport> RunInTurnAsync(IAsyncEnumerable<IMailSource> sources, CancellationToken cancel)
    {
        var watch = Stopwatch.StartNew();
        var project = await new ProjectStore(database).FindOrAddAsync(target.Project, target.Profile, cancel);

        // Meanwhile the source is opened, and its first mails are read: they are not written before it is done.
        var preparing = Task.Run(() => PrepareAsync(project, cancel), cancel);
        try
        {
            return await RunInProjectAsync(project, preparing, sources, watch, cancel);
        }
        finally
        {
            await Task.WhenAny(preparing);
        }
    }

    private async Task<ImportReport> RunInProjectAsync(long project, Task preparing, IAsyncEnumerable<IMailSource> sources, Stopwatch watch, CancellationToken cancel)
    {
        var projects = new ProjectStore(database);
        _step = null;
        await database.Writer.LookAroundAsync(cancel);
        var before = await ImportTotals.GetLastArrivalAsync(database, project, cancel);

        // On PostgreSQL others import beside this run: what it brought is known one by one, and not by the numbers that came since.
        var since = database.Dialect.IsPostgres ? long.MaxValue : before;
        var quarantined = await ImportRemarks.GetLastQuarantinedAsync(database, cancel);
        var notes = ImmutableArray.CreateBuilder<string>();
        var faults = ImmutableArray.CreateBuilder<string>();
        var (counts, passed, isPassedOver) = (ImportCounts.None, 0L, false);
        await foreach (var source in sources.WithCancellation(cancel))
        {
            // Two that read on from the same position would do the same work, and set it back. Mail that others hand over has none.
            var hasPosition = source.Kind is "public-inbox" or "maildir";
            await using var turn = hasPosition ? await NodeTurn.TakeAsync(database, $"source {target.Project} {source.Location}", isPatient: !PassesOverBusySources, cancel) : null;
            if (hasPosition && turn is null)
            {
                isPassedOver = true;
                continue;
            }

            var stored = await projects.FindOrAddSourceAsync(project, source.Kind, source.Location, cancel);
            var pipeline = new ImportPipeline(StepFor(stored), progress, target.ListId) { IsPrepared = preparing };
            try
            {
                using var reading = await source.OpenAsync(stored.Position, cancel);
                progress.Begin(source.Location, reading);
                await pipeline.RunAsync(reading, new(project, stored.Id, [], [], stored.Position) { Since = since }, cancel);
                faults.AddRange(reading.Faults);
                if (hasPosition && !stored.IsReadThrough) await projects.NoteReadThroughAsync(stored.Id, cancel);
            }
            catch (Exception failure) when (failure is GitException or IOException or UnauthorizedAccessException)
            {
                faults.Add(failure.Message);
            }

            (counts, passed) = (counts.Add(pipeline.Counts), passed + pipeline.Passed.Length);
            if (IsVerbose) notes.AddRange(pipeline.Passed.Select(place => $"ignored: {source.Location}: {place}: it does not bear the List-Id {target.ListId}"));
        }

        await preparing;
        await database.Writer.MakeDurableAsync(cancel);
        if (IsVerbose) await foreach (var remark in new ImportRemarks(database).ListAsync(project, before, quarantined, cancel)) notes.Add(remark);
        return new()
        {
            Counts = counts,
            Totals = await ImportTotals.CountAsync(database, project, since, _step?.Returned ?? [], cancel),
            Passed = passed,
            IsPassedOver = isPassedOver,
            Took = watch.Elapsed,
            Faults = faults.ToImmutable(),
            Notes = notes.ToImmutable(),
        };
    }
}
