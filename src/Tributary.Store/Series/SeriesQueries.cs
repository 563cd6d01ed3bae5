using System.Data.Common;
using System.Runtime.CompilerServices;
using Dapper;
using Tributary.Mail;
using Tributary.Workflow;

namespace Tributary.Store;

/// <summary>Reads series: the lists of the queue, and one with all that its page shows.</summary>
public sealed class SeriesQueries(Database database)
{
    private const int StreamPage = 500;

    // Keys first, from the index alone; then what the lines show. "cross join" keeps SQLite to that order.
    private const string ListSql = $$"""
        with keys as ({keys})
        select {{SeriesLineRow.Columns}}
        from keys k cross join series s cross join people p cross join messages h left join messages c on c.id = s.cover
        where s.id = k.id and p.id = s.submitter and h.id = s.head
        order by s.{key} {order}, s.id {order}
        """;

    private const string CountSql = """
        select cast(coalesce(sum(total), 0) as bigint) from series_counts
        where project = @project and (@state is null or state = @state) and (@tree is null or tree = @tree)
        """;

    private const string CountsSql = "select state, tree, total from series_counts where project = @project and total > 0 order by state, tree";

    private const string FixedInSql = "select fixed_in from series_ids where id = @id";

    /// <summary>Where the commit is that a series mends, as it is kept (<see cref="FixedPlaces"/>); or null.</summary>
    public async Task<string?> FindFixedInAsync(SeriesId id, CancellationToken cancel)
    {
        await using var connection = await database.OpenReadAsync(cancel);
        return await connection.ExecuteScalarAsync<string?>(new CommandDefinition(FixedInSql, new { id = id.Value }, cancellationToken: cancel));
    }

    /// <summary>Series by newest activity first.</summary>
    /// <param name="filter">Which.</param>
    /// <param name="after">The last line of the page before, or null for the first page.</param>
    /// <param name="limit">Lines at most.</param>
    /// <param name="cancel">Ends it early.</param>
    public Task<IReadOnlyList<SeriesSummary>> ListAsync(SeriesFilter filter, SeriesCursor? after, int limit, CancellationToken cancel) =>
        ListAsync(new SeriesListing(filter, database.Dialect) { Beyond = after, Limit = limit }, cancel);

    /// <summary>The page before a line, for going back; newest first like every page.</summary>
    /// <param name="filter">Which.</param>
    /// <param name="before">The first line of the page after, or null for the last page of all.</param>
    /// <param name="limit">Lines at most.</param>
    /// <param name="cancel">Ends it early.</param>
    public async Task<IReadOnlyList<SeriesSummary>> ListNewerAsync(SeriesFilter filter, SeriesCursor? before, int limit, CancellationToken cancel)
    {
        var lines = await ListAsync(new SeriesListing(filter, database.Dialect) { Beyond = before, IsDown = false, Limit = limit }, cancel);
        return [.. lines.Reverse()];
    }

    /// <summary>All series of a filter, newest activity first, read page by page: a million do not stand in memory at once.</summary>
    public async IAsyncEnumerable<SeriesSummary> StreamAsync(SeriesFilter filter, [EnumeratorCancellation] CancellationToken cancel)
    {
        SeriesCursor? after = null;
        while (true)
        {
            var page = await ListAsync(filter, after, StreamPage, cancel);
            foreach (var line in page) yield return line;
            if (page.Count < StreamPage) yield break;
            after = filter.CursorOf(page[^1]);
        }
    }

    /// <summary>How many series a filter of state and tree holds, from kept counts; null for filters that are not counted.</summary>
    public async Task<long?> CountAsync(SeriesFilter filter, CancellationToken cancel)
    {
        if (filter is not { Delegate: null, Submitter: null, Text: null, Since: null, Tag: null, Owes: null, OverdueAt: null }) return null;
        await using var connection = await database.OpenReadAsync(cancel);
        return await CountAsync(connection, filter, cancel);
    }

    /// <summary>The kept counts of a project by state and tree, those above 0: what the queue's quick links say.</summary>
    public async Task<IReadOnlyList<SeriesCount>> ListCountsAsync(long project, CancellationToken cancel)
    {
        await using var connection = await database.OpenReadAsync(cancel);
        var rows = await connection.QueryAsync<CountRow>(new CommandDefinition(CountsSql, new { project }, cancellationToken: cancel));
        return [.. rows.Select(row => new SeriesCount((PatchState)row.State, row.Tree, row.Total))];
    }

    /// <summary>The series of a number (an old number leads to the one that stays), or null.</summary>
    public async Task<SeriesDetail?> FindAsync(SeriesId id, CancellationToken cancel)
    {
        await using var connection = await database.OpenReadAsync(cancel);
        return await SeriesReader.FindAsync(connection, id, cancel);
    }

    /// <summary>The series that a message belongs to or comments on, or null.</summary>
    public async Task<SeriesDetail?> FindByMessageAsync(long project, MessageId message, CancellationToken cancel)
    {
        await using var connection = await database.OpenReadAsync(cancel);
        return await SeriesReader.FindByMessageAsync(connection, project, message, cancel);
    }

    /// <summary>The patches and the heads of the earlier versions of some series, at most 500 at once, without reading all that their pages show.</summary>
    public async Task<IReadOnlyDictionary<SeriesId, SeriesContents>> ListContentsAsync(IReadOnlyCollection<SeriesId> ids, CancellationToken cancel)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(ids.Count, 500, nameof(ids));
        await using var connection = await database.OpenReadAsync(cancel);
        return await SeriesContents.ListAsync(connection, database.Dialect, ids, cancel);
    }

    private async Task<IReadOnlyList<SeriesSummary>> ListAsync(SeriesListing listing, CancellationToken cancel)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(listing.Limit, nameof(listing));
        await using var connection = await database.OpenReadAsync(cancel);
        if (await SeriesWays.FindAsync(connection, listing, CountAsync, cancel) is not { } planned) return [];
        if (planned.Filter.Tag is not null) return await ReadAsync(connection, planned, planned.GatherSql(), cancel);
        var lines = await ReadAsync(connection, planned, planned.WalkSql(), cancel);
        if (!planned.IsSifted || lines.Count == listing.Limit) return lines;
        var length = await connection.ExecuteScalarAsync<long>(new CommandDefinition(planned.WalkLengthSql(), planned.Parameters(), cancellationToken: cancel));
        return length < SeriesListing.WalkBudget ? lines : await ReadAsync(connection, planned, planned.GatherSql(), cancel);
    }

    private static async Task<List<SeriesSummary>> ReadAsync(DbConnection connection, SeriesListing listing, string keys, CancellationToken cancel)
    {
        var sql = ListSql.Replace("{keys}", keys, StringComparison.Ordinal).Replace("{key}", listing.Key, StringComparison.Ordinal).Replace("{order}", listing.Order, StringComparison.Ordinal);
        var rows = await connection.QueryAsync<SeriesLineRow>(new CommandDefinition(sql, listing.Parameters(), cancellationToken: cancel));
        return [.. rows.Select(row => row.ToSummary())];
    }

    private static async Task<long> CountAsync(DbConnection connection, SeriesFilter filter, CancellationToken cancel)
    {
        if (filter is { WaitingOnly: true, State: null })
        {
            long total = 0;
            foreach (var state in PatchStates.All.Where(state => state.IsWaiting)) total += await CountAsync(connection, filter with { State = state }, cancel);
            return total;
        }

        return await connection.ExecuteScalarAsync<long>(new CommandDefinition(
            CountSql, new { project = filter.Project, state = (long?)filter.State, tree = filter.Tree }, cancellationToken: cancel));
    }

    private sealed class CountRow
    {
        public long State { get; init; }
        public required string Tree { get; init; }
        public long Total { get; init; }
    }
}
