using Tributary.Lab;
using Tributary.Store;

namespace Tributary.Server;

/// <summary>Gathers what the page of a run shows.</summary>
/// <param name="database">The database.</param>
/// <param name="clock">Tells the time.</param>
public sealed class LabRunReader(Database database, TimeProvider clock)
{
    private readonly LabRunQueries runs = new(database);

    /// <summary>The page; null where there is no such run.</summary>
    public async Task<LabRunModel?> FindAsync(long id, CancellationToken cancel)
    {
        if (await runs.FindAsync(id, cancel) is not { } run) return null;

        var report = await runs.FindReportAsync(id, cancel) is { } packed ? RunFile.Read(packed) : null;
        var beside = report is not null && run.Series is not null ? (await new LabCompared(database, clock).RunAsync(run, report, cancel))?.Compared : null;
        var name = run.Series is { } of ? (await new SeriesQueries(database).FindAsync(of, cancel))?.Summary.Name : null;
        return new(LabRunLine.From(run), name, report, beside, clock.GetUtcNow());
    }
}
