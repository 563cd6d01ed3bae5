using System.Collections.Immutable;
using Dapper;
using Tributary.Workflow;

namespace Tributary.Store;

/// <summary>Reads runs of the selftests, and how tests went on a tree before.</summary>
public sealed class LabRunQueries(Database database)
{
    private const string Columns = """
        select id, project, series, tree, commit_id as CommitId, suites, kernel, state, worker, attempts, asked_at as AskedAt, started_at as StartedAt, ended_at as EndedAt, tests, finish, says, summary,
            facts, base, worse
        from lab_runs
        """;

    private const string FindSql = $"{Columns} where id = @id";
    private const string NewestSql = $"{Columns} where id < @before order by id desc limit @limit";
    private const string OpenSql = $"{Columns} where state in (0, 1) order by id limit @limit";
    private const string OfSeriesSql = $"{Columns} where series = @series order by id desc limit 20";
    private const string BaseSql = $"{Columns} where tree = @tree and suites = @suites and kernel = @kernel and commit_id = @commit and series is null and state = 2 and report is not null order by id desc limit 1";
    private const string TestedSql = "select count(*) from lab_runs where tree = @tree and suites = @suites and kernel = @kernel and commit_id = @commit and series is null and state <> 3";
    private const string ReportSql = "select report from lab_runs where id = @id";
    private const string LastOfTreeSql = $"{Columns} where tree = @tree and suites = @suites and kernel = @kernel and series is null and state = 2 and report is not null order by id desc limit @limit";

    private const string FailuresSql = """
        select f.test, count(*) from lab_failures f
        where f.tree = @tree and f.run in (select id from lab_runs where tree = @tree and suites = @suites and kernel = @kernel and series is null and state = 2 and report is not null order by id desc limit @limit)
        group by f.test
        """;

    private const string HistorySql = "select run from lab_failures where tree = @tree and test = @test order by run desc limit @limit";
    private const string KnownSql = "select id, tree, test, reason, until_at as UntilAt, until_commit as UntilCommit, added_at as AddedAt from lab_known order by tree, test limit 1000";

    /// <summary>A run.</summary>
    public async Task<StoredRun?> FindAsync(long id, CancellationToken cancel) => (await ListAsync(FindSql, new { id }, cancel)).FirstOrDefault();

    /// <summary>The newest runs before a number.</summary>
    public Task<ImmutableArray<StoredRun>> ListNewestAsync(long before, int limit, CancellationToken cancel) => ListAsync(NewestSql, new { before, limit }, cancel);

    /// <summary>The runs that wait or run.</summary>
    public Task<ImmutableArray<StoredRun>> ListOpenAsync(int limit, CancellationToken cancel) => ListAsync(OpenSql, new { limit }, cancel);

    /// <summary>The runs of a series, the newest first.</summary>
    public Task<ImmutableArray<StoredRun>> ListOfSeriesAsync(SeriesId series, CancellationToken cancel) => ListAsync(OfSeriesSql, new { series = series.Value }, cancel);

    /// <summary>The run of a commit of a tree as it is, with the same suites and kernel; null where none has a result.</summary>
    public async Task<StoredRun?> FindBaseAsync(string tree, string commit, string suites, string kernel, CancellationToken cancel) =>
        (await ListAsync(BaseSql, new { tree, commit, suites, kernel }, cancel)).FirstOrDefault();

    /// <summary>True where a run of a commit of a tree as it is was asked for, whatever came of it.</summary>
    public async Task<bool> IsTestedAsync(string tree, string commit, string suites, string kernel, CancellationToken cancel)
    {
        await using var connection = await database.OpenReadAsync(cancel);
        return await connection.ExecuteScalarAsync<long>(new CommandDefinition(TestedSql, new { tree, commit, suites, kernel }, cancellationToken: cancel)) > 0;
    }

    /// <summary>The packed results of a run; null where it has none.</summary>
    public async Task<byte[]?> FindReportAsync(long id, CancellationToken cancel)
    {
        await using var connection = await database.OpenReadAsync(cancel);
        return await connection.QueryFirstOrDefaultAsync<byte[]?>(new CommandDefinition(ReportSql, new { id }, cancellationToken: cancel));
    }

    /// <summary>How tests went in the last runs of a tree as it is.</summary>
    /// <param name="run">A run with the tree, suites and kernel.</param>
    /// <param name="most">Runs that are looked at.</param>
    /// <param name="cancel">Ends it early.</param>
    /// <returns>How many runs there are, and in how many of them a test failed.</returns>
    public async Task<(int Runs, ImmutableDictionary<string, int> Failures)> CountFailuresAsync(StoredRun run, int most, CancellationToken cancel)
    {
        var values = new { tree = run.Tree, suites = run.Suites, kernel = run.Kernel, limit = most };
        var runs = await ListAsync(LastOfTreeSql, values, cancel);
        await using var connection = await database.OpenReadAsync(cancel);
        var counts = await connection.QueryAsync<(string Test, long Count)>(new CommandDefinition(FailuresSql, values, cancellationToken: cancel));
        return (runs.Length, counts.ToImmutableDictionary(static row => row.Test, static row => (int)row.Count, StringComparer.Ordinal));
    }

    /// <summary>The runs of a tree as it is in which a test failed, the newest first.</summary>
    public async Task<ImmutableArray<long>> ListFailuresAsync(string tree, string test, int limit, CancellationToken cancel)
    {
        await using var connection = await database.OpenReadAsync(cancel);
        return [.. await connection.QueryAsync<long>(new CommandDefinition(HistorySql, new { tree, test, limit }, cancellationToken: cancel))];
    }

    /// <summary>The tests that are known to fail.</summary>
    public async Task<ImmutableArray<KnownFailure>> ListKnownAsync(CancellationToken cancel)
    {
        await using var connection = await database.OpenReadAsync(cancel);
        var rows = await connection.QueryAsync<KnownRow>(new CommandDefinition(KnownSql, cancellationToken: cancel));
        return [.. rows.Select(static row => new KnownFailure(row.Id, row.Tree, row.Test, row.Reason, row.UntilAt is { } at ? Micros.ToTime(at) : null, row.UntilCommit))];
    }

    private async Task<ImmutableArray<StoredRun>> ListAsync(string sql, object values, CancellationToken cancel)
    {
        await using var connection = await database.OpenReadAsync(cancel);
        return [.. (await connection.QueryAsync<Row>(new CommandDefinition(sql, values, cancellationToken: cancel))).Select(static row => row.ToRun())];
    }

    private sealed class KnownRow
    {
        public long Id { get; init; }
        public string Tree { get; init; } = "";
        public string Test { get; init; } = "";
        public string Reason { get; init; } = "";
        public long? UntilAt { get; init; }
        public string? UntilCommit { get; init; }
        public long AddedAt { get; init; }
    }

    private sealed class Row
    {
        public long Id { get; init; }
        public long? Project { get; init; }
        public long? Series { get; init; }
        public string Tree { get; init; } = "";
        public string CommitId { get; init; } = "";
        public string Suites { get; init; } = "";
        public string Kernel { get; init; } = "";
        public long State { get; init; }
        public string? Worker { get; init; }
        public long Attempts { get; init; }
        public long AskedAt { get; init; }
        public long? StartedAt { get; init; }
        public long? EndedAt { get; init; }
        public long Tests { get; init; }
        public string Finish { get; init; } = "";
        public string Says { get; init; } = "";
        public string Summary { get; init; } = "";
        public string Facts { get; init; } = "";
        public long? Base { get; init; }
        public long? Worse { get; init; }

        public StoredRun ToRun() => new()
        {
            Id = Id, Project = Project, Series = Series is { } series ? new SeriesId(series) : null, Tree = Tree, Commit = CommitId, Suites = Suites, Kernel = Kernel, State = (LabRunState)State,
            Worker = Worker, Attempts = (int)Attempts, AskedAt = Micros.ToTime(AskedAt), StartedAt = StartedAt is { } start ? Micros.ToTime(start) : null, EndedAt = EndedAt is { } end ? Micros.ToTime(end) : null,
            Tests = (int)Tests, Finish = Finish, Says = Says, Summary = Summary, Facts = Facts, Base = Base, IsWorse = Worse is { } worse ? worse != 0 : null,
        };
    }
}

/// <summary>A test that is known to fail on a tree.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Tree">The tree.</param>
/// <param name="Test">The test's key, as <c>trib lab run --json</c> and the page name it.</param>
/// <param name="Reason">Why, a sentence.</param>
/// <param name="UntilAt">The day on which that ends, or null.</param>
/// <param name="UntilCommit">The commit with which that ends, or null.</param>
public sealed record KnownFailure(long Id, string Tree, string Test, string Reason, DateTimeOffset? UntilAt, string? UntilCommit);
