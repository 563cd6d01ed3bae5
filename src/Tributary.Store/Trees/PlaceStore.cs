using System.Collections.Immutable;
using Dapper;
using Tributary.Workflow;

namespace Tributary.Store;

/// <summary>Where commits of the ledger are by now (TREE-2), and what mends them.</summary>
public sealed class PlaceStore(Database database)
{
    private const string WantedSql = """
        select distinct c.commit_id from commits c where c.pushed_at is not null and c.dropped_at is null
        and not exists (select 1 from commit_places p where p.commit_id = c.commit_id and p.tree = @tree and (p.release is not null or @hasReleases = 0)) order by c.commit_id limit 100000
        """;

    private const string PutSql = """
        insert into commit_places (commit_id, tree, at, release) values (@commit, @tree, @at, @release)
        on conflict (commit_id, tree) do update set release = coalesce(commit_places.release, excluded.release)
        """;

    private const string ListSql = "select commit_id as CommitId, tree, at, release from commit_places where";
    private const string FixSql = "insert into commit_fixes (fixed, by_commit, tree, title, at) values (@fixed, @by, @tree, @title, @at) on conflict (fixed, by_commit, tree) do nothing";
    private const string FixesSql = "select fixed, by_commit as ByCommit, tree, title, at from commit_fixes where";
    private const string KnownSql = "select distinct commit_id from commits where commit_id >= @from and commit_id < @to";

    /// <summary>The commits that a tree is not known to have, or of which no release of it is known.</summary>
    public async Task<IReadOnlyList<CommitId>> ListWantedAsync(string tree, bool hasReleases, CancellationToken cancel)
    {
        await using var connection = await database.OpenReadAsync(cancel);
        return [.. (await connection.QueryAsync<string>(new CommandDefinition(WantedSql, new { tree, hasReleases = hasReleases ? 1L : 0 }, cancellationToken: cancel))).Select(CommitId.Parse)];
    }

    /// <summary>Notes where commits are.</summary>
    public async Task PutAsync(string tree, IEnumerable<(CommitId Commit, string? Release)> places, DateTimeOffset at, CancellationToken cancel)
    {
        await using var write = await database.Writer.BeginAsync(WritePriority.Interactive, cancel);
        await write.Connection.ExecuteAsync(new CommandDefinition(PutSql, places.Select(one => new { commit = one.Commit.Hex, tree, at = Micros.From(at), release = one.Release }).ToArray(), cancellationToken: cancel));
        await write.CommitAsync(cancel);
    }

    /// <summary>Where commits are, by tree.</summary>
    public async Task<ImmutableArray<CommitPlace>> ListAsync(IEnumerable<CommitId> commits, CancellationToken cancel)
    {
        await using var connection = await database.OpenReadAsync(cancel);
        var rows = await connection.QueryAsync<(string CommitId, string Tree, long At, string? Release)>(new CommandDefinition(
            $"{ListSql} {database.Dialect.In("commit_id", "commits")} order by at, tree", new { commits = database.Dialect.List(commits.Select(static commit => commit.Hex).Distinct()) }, cancellationToken: cancel));
        return [.. rows.Select(static row => new CommitPlace(CommitId.Parse(row.CommitId), row.Tree, Micros.ToTime(row.At), row.Release))];
    }

    /// <summary>The commits of the ledger whose names begin so.</summary>
    public async Task<ImmutableArray<CommitId>> ListKnownAsync(string hex, CancellationToken cancel)
    {
        await using var connection = await database.OpenReadAsync(cancel);
        return [.. (await connection.QueryAsync<string>(new CommandDefinition(KnownSql, new { from = hex, to = hex + "g" }, cancellationToken: cancel))).Select(CommitId.Parse)];
    }

    /// <summary>Notes commits that mend others.</summary>
    public async Task PutFixesAsync(IReadOnlyCollection<CommitFix> fixes, CancellationToken cancel)
    {
        if (fixes.Count == 0) return;
        await using var write = await database.Writer.BeginAsync(WritePriority.Interactive, cancel);
        await write.Connection.ExecuteAsync(new CommandDefinition(
            FixSql, fixes.Select(static one => new { @fixed = one.Fixed.Hex, by = one.By.Hex, tree = one.Tree, title = Dialect.Clean(one.Title), at = Micros.From(one.At) }).ToArray(), cancellationToken: cancel));
        await write.CommitAsync(cancel);
    }

    /// <summary>What mends these commits.</summary>
    public async Task<ImmutableArray<CommitFix>> ListFixesAsync(IEnumerable<CommitId> commits, CancellationToken cancel)
    {
        await using var connection = await database.OpenReadAsync(cancel);
        var rows = await connection.QueryAsync<(string Fixed, string ByCommit, string Tree, string Title, long At)>(new CommandDefinition(
            $"{FixesSql} {database.Dialect.In("fixed", "commits")} order by at, by_commit", new { commits = database.Dialect.List(commits.Select(static commit => commit.Hex).Distinct()) }, cancellationToken: cancel));
        return [.. rows.Select(static row => new CommitFix(CommitId.Parse(row.Fixed), CommitId.Parse(row.ByCommit), row.Tree, row.Title, Micros.ToTime(row.At)))];
    }
}

/// <summary>That a tree has a commit.</summary>
/// <param name="Commit">The commit.</param>
/// <param name="Tree">The tree.</param>
/// <param name="At">When it was first seen there.</param>
/// <param name="Release">The first tag of the tree with it, e.g. <c>v6.13-rc1</c>; null while there is none.</param>
public sealed record CommitPlace(CommitId Commit, string Tree, DateTimeOffset At, string? Release);

/// <summary>That a commit mends another, by its <c>Fixes:</c>.</summary>
/// <param name="Fixed">The commit that is mended.</param>
/// <param name="By">The one that mends it.</param>
/// <param name="Tree">The tree where that was seen.</param>
/// <param name="Title">The title of the one that mends.</param>
/// <param name="At">When it was seen.</param>
public sealed record CommitFix(CommitId Fixed, CommitId By, string Tree, string Title, DateTimeOffset At);
