using System.Data.Common;
using Dapper;

namespace Tributary.Store;

/// <summary>Reads the kept counts of a filter.</summary>
internal sealed class ListCells
{
    private readonly DbConnection connection;
    private readonly CountedFilter filter;
    private readonly ListWay byDate;
    private readonly CancellationToken cancel;
    private readonly DynamicParameters values = new();
    private readonly string where;

    /// <summary>For a filter whose facets are known.</summary>
    public ListCells(DbConnection connection, CountedFilter filter, ListWay byDate, CancellationToken cancel)
    {
        this.connection = connection;
        this.filter = filter;
        this.byDate = byDate;
        this.cancel = cancel;
        var facets = filter.Facets();
        values.Add("facets", facets.Length == 1 ? facets[0] : byDate.Dialect.List(facets));
        values.Add("projects", filter.Projects.Length == 1 ? filter.Projects[0] : byDate.Dialect.List(filter.Projects));
        where = $"{(facets.Length == 1 ? "facet = @facets" : byDate.Dialect.In("facet", "facets"))} and "
            + (filter.Projects.Length == 1 ? "project = @projects" : byDate.Dialect.In("project", "projects"));
        IsCoarse = ListFacet.IsOfSubmitter(facets[0]);
    }

    /// <summary>True if the filter is counted by large blocks only.</summary>
    public bool IsCoarse { get; }

    /// <summary>The blocks of an axis from one to before another, in order.</summary>
    public async Task<IReadOnlyList<BlockCount>> ListAsync(ListAxis axis, long from, long to)
    {
        var bound = new DynamicParameters(values);
        bound.AddDynamicParams(new { axis = (long)axis, from, to });
        var rows = await connection.QueryAsync<BlockCount>(new CommandDefinition(
            $"select block as Block, cast(sum(total) as bigint) as Total from list_counts where {where} and axis = @axis and block >= @from and block < @to group by block order by block",
            bound, cancellationToken: cancel));
        return rows.AsList();
    }

    /// <summary>All large blocks of numbers or dates.</summary>
    public Task<IReadOnlyList<BlockCount>> ListLargeAsync(bool dates) => ListAsync(dates ? ListAxis.LargeDates : ListAxis.LargeIds, long.MinValue, long.MaxValue);

    /// <summary>How many rows are before a date.</summary>
    /// <param name="date">The date.</param>
    /// <param name="large">The large blocks of dates.</param>
    public async Task<long> CountBeforeAsync(long date, IReadOnlyList<BlockCount> large)
    {
        var block = date >> ListBlocks.LargeDateBits;
        var before = large.Where(each => each.Block < block).Sum(each => each.Total);
        if (large.All(each => each.Block != block)) return before;
        var (from, small) = (block << ListBlocks.LargeDateBits, date >> ListBlocks.DateBits);
        if (!IsCoarse)
        {
            before += (await ListAsync(ListAxis.Dates, block << (ListBlocks.LargeDateBits - ListBlocks.DateBits), small)).Sum(each => each.Total);
            from = small << ListBlocks.DateBits;
        }

        return before + await CountBetweenAsync(byDate, from, date);
    }

    /// <summary>How many rows are below a number. Not for submitters.</summary>
    /// <param name="id">The number.</param>
    /// <param name="large">The large blocks of numbers.</param>
    /// <param name="byId">The way by number.</param>
    public async Task<long> CountBelowAsync(long id, IReadOnlyList<BlockCount> large, ListWay byId)
    {
        var (block, small) = (id >> ListBlocks.LargeIdBits, id >> ListBlocks.IdBits);
        var below = large.Where(each => each.Block < block).Sum(each => each.Total);
        below += (await ListAsync(ListAxis.Ids, block << (ListBlocks.LargeIdBits - ListBlocks.IdBits), small)).Sum(each => each.Total);
        return below + await CountBetweenAsync(byId, small << ListBlocks.IdBits, id);
    }

    /// <summary>How many rows of each small block of numbers are before a date. Not for submitters.</summary>
    public async Task<Dictionary<long, long>> CountBeforeByIdAsync(long date)
    {
        const int parts = ListBlocks.LargeDateBits - ListBlocks.DateBits;
        var (large, small) = (date >> ListBlocks.LargeDateBits, date >> ListBlocks.DateBits);
        var bound = new DynamicParameters(values);
        byDate.AddValues(bound);
        bound.AddDynamicParams(new
        {
            ids = (long)ListAxis.IdsByLargeDates, dates = (long)ListAxis.DatesByIds, large, first = large << parts, small, from = small << ListBlocks.DateBits, to = date,
        });
        var between = byDate.BetweenSql($"p.id >> {ListBlocks.IdBits} as block, 1 as total", "@from", "@to");
        var rows = await connection.QueryAsync<BlockCount>(new CommandDefinition(
            $"""
            select block as Block, cast(sum(total) as bigint) as Total from (
                select block, total from list_counts where {where} and axis = @ids and part < @large
                union all select part as block, total from list_counts where {where} and axis = @dates and block >= @first and block < @small
                union all {between}) as cells
            group by block
            """,
            bound, cancellationToken: cancel));
        return rows.ToDictionary(row => row.Block, row => row.Total);
    }

    private async Task<long> CountBetweenAsync(ListWay way, long from, long to)
    {
        if (from >= to) return 0;
        var bound = new DynamicParameters();
        way.AddValues(bound);
        bound.AddDynamicParams(new { from, to });
        var sql = way.BetweenSql("count(*) as total", "@from", "@to");
        return await connection.ExecuteScalarAsync<long>(new CommandDefinition($"select cast(sum(total) as bigint) from ({sql}) as counted", bound, cancellationToken: cancel));
    }
}
