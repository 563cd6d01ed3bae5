using System.Collections.Immutable;
using Tributary.Lab;
using Tributary.Store;

namespace Tributary.Server;

/// <summary>Holds a run of a series against that of its base, with the ledger of the tree.</summary>
/// <param name="database">The database.</param>
/// <param name="clock">Tells when what is known has come to its end.</param>
internal sealed class LabCompared(Database database, TimeProvider clock)
{
    /// <summary>Runs of the base that a verdict looks back on.</summary>
    public const int LookBack = 200;

    private readonly LabRunQueries queries = new(database);

    /// <summary>Compares; null where the base has no result.</summary>
    /// <param name="run">The run.</param>
    /// <param name="report">Its results.</param>
    /// <param name="cancel">Ends it early.</param>
    public async Task<(RunComparison Compared, long Base)?> RunAsync(StoredRun run, RunReport report, CancellationToken cancel)
    {
        var onBase = run.Base is { } given ? await queries.FindAsync(given, cancel) : await queries.FindBaseAsync(run.Tree, run.Commit, run.Suites, run.Kernel, cancel);
        if (onBase is null || await queries.FindReportAsync(onBase.Id, cancel) is not { } packed) return null;

        var (runs, failures) = await queries.CountFailuresAsync(run, LookBack, cancel);
        var known = (await queries.ListKnownAsync(cancel)).Where(one => one.Tree == run.Tree && (one.UntilAt is not { } end || end > clock.GetUtcNow()));
        var reasons = known.GroupBy(static one => one.Test, StringComparer.Ordinal).ToImmutableDictionary(static group => group.Key, static group => group.First().Reason, StringComparer.Ordinal);
        return (RunComparison.Of(report, RunFile.Read(packed), new() { Runs = runs, Failures = failures, Known = reasons }), onBase.Id);
    }
}
