using System.Data.Common;
using Dapper;

namespace Tributary.Store;

/// <summary>Reads the kept counts of a filter.</summary>
internal sealed class ListCells
{
    private readonly DbConnection connection;
    private readonly ListWay byDate;
    private readonly CancellationToken cancel;
    private readonly DynamicParameters values = new();
    private readonly string where;

    /// <summary>For a filter whose facets are known.</summary>
    public ListCells(DbConnection connection, CountedFilter filter, ListWay byDate, CancellationToken cancel)
    {
        this.connection = connection;
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
    public async Task<IReadOnlyList<BlockCount>> ListAsync(ListAxis axis, long from, long to) => await QueryAsync<BlockCount>(
        $"select block as Block, cast(sum(total) as bigint) as Total from list_counts where {where} and axis = @axis and block >= @from and block < @to group by block order by block",
        new { axis = (long)axis, from, to });

    /// <summary>The same, each block by its parts.</summary>
    public async Task<IReadOnlyList<CellCount>> ListCellsAsync(ListAxis axis, long from, long to) => await QueryAsync<CellCount>(
        $"select block as Block, part as Part, cast(sum(total) as bigint) as Total from list_counts where {where} and axis = @axis and block >= @from and block < @to "
            + "group by block, part order by block, part",
        new { axis = (long)axis, from, to });

    /// <summary>All large blocks of numbers or dates.</summary>
    public async Task<IReadOnlyList<BlockCount>> ListLargeAsync(bool dates)
    {
        if (!dates) return await ListAsync(ListAxis.Large, long.MinValue, long.MaxValue);
        return await QueryAsync<BlockCount>(
            $"select part as Block, cast(sum(total) as bigint) as Total from list_counts where {where} and axis = @axis group by part order by part",
            new { axis = (long)ListAxis.Large });
    }

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

    /// <summary>How many rows are below a number.</summary>
    /// <param name="id">The number.</param>
    /// <param name="large">The large blocks of numbers.</param>
    /// <param name="byId">The way by number.</param>
    public async Task<long> CountBelowAsync(long id, IReadOnlyList<BlockCount> large, ListWay byId)
    {
        var (block, small) = (id >> ListBlocks.LargeIdBits, id >> ListBlocks.IdBits);
        var below = large.Where(each => each.Block < block).Sum(each => each.Total);
        if (large.All(each => each.Block != block)) return below;
        if (IsCoarse) return below + await CountBetweenAsync(byId, block << ListBlocks.LargeIdBits, id);
        below += (await ListAsync(ListAxis.Ids, block << (ListBlocks.LargeIdBits - ListBlocks.IdBits), small)).Sum(each => each.Total);
        return below + await CountBetweenAsync(byId, small << ListBlocks.IdBits, id);
    }

    /// <summary>
    /// The rows of the large block of dates in which a date lies that are before it, by blocks of numbers: small ones, of a coarse filter large ones.
    /// </summary>
    public async Task<IReadOnlyList<BlockCount>> ListEdgeAsync(long date)
    {
        const int parts = ListBlocks.LargeDateBits - ListBlocks.DateBits;
        var (large, small) = (date >> ListBlocks.LargeDateBits, date >> ListBlocks.DateBits);
        var bound = new DynamicParameters();
        byDate.AddValues(bound);
        var (bits, from) = IsCoarse ? (ListBlocks.LargeIdBits, large << ListBlocks.LargeDateBits) : (ListBlocks.IdBits, small << ListBlocks.DateBits);
        bound.AddDynamicParams(new { axis = (long)ListAxis.Dates, first = large << parts, small, from, to = date });
        var rows = byDate.BetweenSql($"p.id >> {bits} as block, 1 as total", "@from", "@to");
        var kept = IsCoarse ? "" : $"select part as block, total from list_counts where {where} and axis = @axis and block >= @first and block < @small union all ";
        return await QueryAsync<BlockCount>($"select block as Block, cast(sum(total) as bigint) as Total from ({kept}{rows}) as cells group by block", bound);
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

    private async Task<List<T>> QueryAsync<T>(string sql, object more)
    {
        var bound = new DynamicParameters(values);
        bound.AddDynamicParams(more);
        return (await connection.QueryAsync<T>(new CommandDefinition(sql, bound, cancellationToken: cancel))).AsList();
    }
}

/// <summary>How many rows of a filter a part of a block holds.</summary>
/// <param name="Block">The block.</param>
/// <param name="Part">The part.</param>
/// <param name="Total">Rows.</param>
internal readonly record struct CellCount(long Block, long Part, long Total);
