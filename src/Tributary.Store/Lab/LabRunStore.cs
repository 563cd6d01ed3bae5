using System.Collections.Immutable;
using Dapper;

namespace Tributary.Store;

/// <summary>Writes runs of the selftests.</summary>
public sealed class LabRunStore(WriteTransaction write)
{
    private const string AddSql = """
        insert into lab_runs (id, project, series, tree, commit_id, suites, kernel, state, asked_at) values (@id, @project, @series, @tree, @commit, @suites, @kernel, 0, @at)
        """;

    private const string OpenLikeSql = """
        select id from lab_runs where state in (0, 1) and tree = @tree and suites = @suites and kernel = @kernel and commit_id = @commit and coalesce(series, 0) = coalesce(@series, 0) limit 1
        """;

    private const string StartSql = """
        update lab_runs set state = 1, worker = @worker, attempts = attempts + 1, started_at = @at, tests = 0 where id = @id and state in (0, 1)
        """;

    private const string ProgressSql = "update lab_runs set tests = @tests where id = @id and state = 1 and worker = @worker";

    // One result, whatever happens: the first that comes stays.
    private const string FinishSql = """
        update lab_runs set state = 2, ended_at = @at, tests = @tests, finish = @finish, says = @says, summary = @summary, facts = @facts, base = @base, worse = @worse, report = @report where id = @id and state in (0, 1)
        """;

    private const string VerdictSql = "select worse from lab_runs where series = @series and tree = @tree and suites = @suites and id <> @id and state = 2 and worse is not null order by ended_at desc, id desc limit 1";
    private const string DropSql = "update lab_runs set state = 3, ended_at = @at, says = @why where id = @id and state = 0";
    private const string FailureSql = "insert into lab_failures (tree, test, run) values (@tree, @test, @run) on conflict do nothing";
    private const string AddKnownSql = "insert into lab_known (id, tree, test, reason, until_at, until_commit, added_at) values (@id, @tree, @test, @reason, @untilAt, @untilCommit, @at)";
    private const string RemoveKnownSql = "delete from lab_known where id = @id";

    /// <summary>Asks for a run; one that is asked for already and has no result is taken.</summary>
    /// <returns>Its number.</returns>
    public async Task<long> AddAsync(StoredRun run, CancellationToken cancel)
    {
        var values = new { tree = run.Tree, suites = run.Suites, kernel = run.Kernel, commit = run.Commit, series = run.Series?.Value };
        if (await write.Connection.QueryFirstOrDefaultAsync<long?>(new CommandDefinition(OpenLikeSql, values, cancellationToken: cancel)) is { } there) return there;

        var id = await IdLedger.TakeAsync(write, "lab_runs", 1, cancel);
        await ExecuteAsync(AddSql, new { id, project = run.Project, values.series, values.tree, values.commit, values.suites, values.kernel, at = Micros.From(run.AskedAt) }, cancel);
        return id;
    }

    /// <summary>A worker begins it.</summary>
    /// <returns>False when it has a result, or is dropped.</returns>
    public async Task<bool> StartAsync(long id, string worker, DateTimeOffset at, CancellationToken cancel) => await ExecuteAsync(StartSql, new { id, worker, at = Micros.From(at) }, cancel) > 0;

    /// <summary>How far it is.</summary>
    public Task NoteProgressAsync(long id, string worker, int tests, CancellationToken cancel) => ExecuteAsync(ProgressSql, new { id, worker, tests = (long)tests }, cancel);

    /// <summary>Its result.</summary>
    /// <param name="run">The run with its end.</param>
    /// <param name="report">The results, packed; null where it did not get so far.</param>
    /// <param name="failed">The keys of the tests that failed, where it is a run of a tree as it is.</param>
    /// <param name="cancel">Ends it early.</param>
    /// <returns>False when it had one.</returns>
    public async Task<bool> FinishAsync(StoredRun run, byte[]? report, ImmutableArray<string> failed, CancellationToken cancel)
    {
        var values = new
        {
            id = run.Id, at = Micros.From(run.EndedAt ?? run.AskedAt), tests = (long)run.Tests, finish = run.Finish, says = Dialect.Clean(run.Says), summary = Dialect.Clean(run.Summary), facts = Dialect.Clean(run.Facts), @base = run.Base,
            worse = run.IsWorse is { } worse ? worse ? 1L : 0 : (long?)null, report,
        };
        if (await ExecuteAsync(FinishSql, values, cancel) == 0) return false;

        foreach (var test in failed) await ExecuteAsync(FailureSql, new { tree = run.Tree, test = Dialect.Clean(test), run = run.Id }, cancel);
        return true;
    }

    /// <summary>What the run before said of the same series with the same suites on the same tree: true where something was worse; null where none said anything.</summary>
    /// <param name="run">The run of a series.</param>
    /// <param name="cancel">Ends it early.</param>
    public async Task<bool?> FindVerdictBeforeAsync(StoredRun run, CancellationToken cancel)
    {
        var values = new { id = run.Id, series = run.Series?.Value, tree = run.Tree, suites = run.Suites };
        return await write.Connection.QueryFirstOrDefaultAsync<long?>(new CommandDefinition(VerdictSql, values, cancellationToken: cancel)) is { } worse ? worse != 0 : null;
    }

    /// <summary>It is not made.</summary>
    public Task DropAsync(long id, string why, DateTimeOffset at, CancellationToken cancel) => ExecuteAsync(DropSql, new { id, why, at = Micros.From(at) }, cancel);

    /// <summary>A test is known to fail.</summary>
    /// <returns>Its number.</returns>
    public async Task<long> AddKnownAsync(KnownFailure known, DateTimeOffset at, CancellationToken cancel)
    {
        var id = await IdLedger.TakeAsync(write, "lab_known", 1, cancel);
        await ExecuteAsync(AddKnownSql, new { id, tree = known.Tree, test = Dialect.Clean(known.Test), reason = Dialect.Clean(known.Reason), untilAt = known.UntilAt is { } until ? Micros.From(until) : (long?)null, untilCommit = known.UntilCommit, at = Micros.From(at) }, cancel);
        return id;
    }

    /// <summary>A test is known to fail no more.</summary>
    /// <returns>False when it was not.</returns>
    public async Task<bool> RemoveKnownAsync(long id, CancellationToken cancel) => await ExecuteAsync(RemoveKnownSql, new { id }, cancel) > 0;

    private Task<int> ExecuteAsync(string sql, object values, CancellationToken cancel) => write.Connection.ExecuteAsync(new CommandDefinition(sql, values, cancellationToken: cancel));
}
