using System.Collections.Immutable;
using System.Data.Common;
using System.Numerics;
using Dapper;

namespace Tributary.Store;

/// <summary>Finds a page, in the order of names, of a set of patches: the parts of all names in which it lies, then those patches of them that are in the set.</summary>
internal static class NamedPage
{
    /// <summary>Reads it.</summary>
    /// <param name="connection">Where.</param>
    /// <param name="dialect">The words of the database.</param>
    /// <param name="of">The projects of the patches, the patches, and how many of them are few enough to sort.</param>
    /// <param name="page">The list's orders, and which page; its order is by name alone.</param>
    /// <param name="cancel">Ends it early.</param>
    public static async Task<ListKeys?> ReadAsync(
        DbConnection connection, Dialect dialect, (ImmutableArray<long> Projects, IdSet Ids, int Few) of, (ListColumns Columns, ListPage Page) page, CancellationToken cancel)
    {
        var total = of.Ids.Count();
        var (offset, limit) = (page.Page.Offset, Math.Min(page.Page.Limit, total - page.Page.Offset));
        if (limit <= 0) return new([], total);
        var isDown = page.Columns.Of(page.Page)[0].IsDescending;
        var start = isDown ? total - offset - limit : offset;
        var (part, below, range) = total <= of.Few / 10 ? (of.Ids, 0, (null, null)) : await FindPartAsync(connection, dialect, of.Ids, (start, limit), cancel);
        var count = part.Count();
        var areFew = count <= of.Few / 10 || (of.Projects.Length != 1 && count <= of.Few);
        if (!areFew && of.Projects.Length != 1) return null;

        // From the nearer end of the part; the rows come back lowest name first.
        var isFromEnd = count - (start - below) - limit < start - below;
        var skip = isFromEnd ? count - (start - below) - limit : start - below;
        var (source, order) = (Source(dialect, areFew, range), isFromEnd ? "desc" : "asc");
        var values = new DynamicParameters(new { project = of.Projects[0], low = range.From, high = range.To, limit, skip });
        if (areFew) values.Add("ids", dialect.List(part.List(0, count)));
        else AddSet(values, dialect, part);
        var ids = (await connection.QueryAsync<long>(new CommandDefinition(
            $"select id from {source} order by name {order}, id {order} limit @limit offset @skip", values, cancellationToken: cancel))).AsList();
        if (isFromEnd != isDown) ids.Reverse();
        return new(ids, total);
    }

    // Few are looked up and sorted; of many the database tests each row of its index against the set: handing them all over takes it longer.
    private static string Source(Dialect dialect, bool areFew, (string? From, string? To) range)
    {
        if (areFew) return $"patches where {dialect.In("id", "ids")}";
        var bounds = (range.From is null ? "" : " and name >= @low") + (range.To is null ? "" : " and name < @high");
        return dialect.IsPostgres
            ? $"patches where project = @project{bounds} and case when id < @size then get_bit(@numbers, id) = 1 else false end"
            : $"patches indexed by patches_by_name where project = @project{bounds} and substr(@numbers, id + 1, 1) = x'01'";
    }

    private static void AddSet(DynamicParameters values, Dialect dialect, IdSet part)
    {
        var set = dialect.IsPostgres ? part.ToBits() : part.ToBytes();
        values.Add("numbers", set);
        values.Add("size", set.Length * 8L);
    }

    private static async Task<(IdSet Part, long Below, (string? From, string? To) Range)> FindPartAsync(
        DbConnection connection, Dialect dialect, IdSet ids, (long Start, long Length) page, CancellationToken cancel)
    {
        var marks = await NameMarks.ReadAsync(connection, cancel);
        if (marks.Count == 0) return (ids, 0, (null, null));
        var blocks = (await connection.QueryAsync<(long Block, byte[] Content)>(new CommandDefinition(
            $"select block, content from name_places where {dialect.In("block", "blocks")}", new { blocks = dialect.List(ids.Blocks) }, cancellationToken: cancel))).ToList();
        var counts = new long[NameMarks.Most];
        foreach (var (block, content) in blocks) Visit(ids.FindBits(block)!, place => counts[content[place]]++);
        var (first, below) = (0, 0L);
        while (first + 1 < counts.Length && below + counts[first] <= page.Start) below += counts[first++];
        var (last, seen) = (first, below + counts[first]);
        while (last + 1 < counts.Length && seen < page.Start + page.Length) seen += counts[++last];
        var part = new IdSet();
        foreach (var (block, content) in blocks)
        {
            var found = part.GetBits(block);
            Visit(ids.FindBits(block)!, place =>
            {
                if (content[place] >= first && content[place] <= last) IdSet.PutIn(found, place);
            });
        }

        return (part, below, marks.Range(first, last));
    }

    private static void Visit(ulong[] bits, Action<int> visit)
    {
        for (var i = 0; i < bits.Length; i++)
        {
            for (var rest = bits[i]; rest != 0; rest &= rest - 1) visit((i << 6) + BitOperations.TrailingZeroCount(rest));
        }
    }
}
