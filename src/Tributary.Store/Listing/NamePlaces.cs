using Dapper;

namespace Tributary.Store;

/// <summary>Keeps in which part of all names (<see cref="NameMarks"/>) each patch stands, as rows come and change.</summary>
internal sealed class NamePlaces(WriteTransaction write)
{
    // Below this number a page by names is found quickly enough without.
    private const long FirstNumber = 20_000;

    private const int RowsEach = 20_000;
    private const int Sample = 64 * NameMarks.Most;
    private const int BlockSize = 1 << IdSet.BlockBits;

    private static readonly RowTarget MarkRows = new("name_marks", "place:n name:t upto:n");
    private static readonly RowTarget PlaceRows = new("name_places", "block:n content:b", "on conflict (block) do update set content = excluded.content");

    private readonly Dictionary<long, string> noted = [];

    /// <summary>Notes a patch that came, or whose name changed. (One that went is in no page, wherever it stands here.)</summary>
    public void Add(long id, string? before, string? after)
    {
        if (after is not null && before != after) noted[id] = after;
    }

    /// <summary>Writes what was noted; the rows of the patches are there already.</summary>
    public async Task SaveAsync(CancellationToken cancel)
    {
        if (noted.Count == 0) return;
        var highest = noted.Keys.Max();
        if (highest < FirstNumber) return;
        var marks = await NameMarks.ReadAsync(write.Connection, cancel);
        if (highest >= 2 * marks.UpTo) await MakeAsync(highest, cancel);
        else await ChangeAsync(marks, cancel);
        noted.Clear();
    }

    /// <summary>Makes all of it anew, if there are patches enough.</summary>
    public async Task MakeAsync(CancellationToken cancel)
    {
        var highest = await write.Connection.ExecuteScalarAsync<long?>(new CommandDefinition("select max(id) from patches", cancellationToken: cancel)) ?? 0;
        if (highest >= FirstNumber) await MakeAsync(highest, cancel);
    }

    private async Task ChangeAsync(NameMarks marks, CancellationToken cancel)
    {
        var blocks = noted.GroupBy(pair => pair.Key >> IdSet.BlockBits).OrderBy(group => group.Key).ToList();
        var stored = (await write.Connection.QueryAsync<(long Block, byte[] Content)>(new CommandDefinition(
            $"select block, content from name_places where {write.Dialect.In("block", "blocks")}", new { blocks = write.Dialect.List(blocks.Select(group => group.Key)) },
            cancellationToken: cancel))).ToDictionary(row => row.Block, row => row.Content);
        var rows = write.Write(PlaceRows);
        foreach (var block in blocks)
        {
            var content = stored.GetValueOrDefault(block.Key) ?? new byte[BlockSize];
            foreach (var (id, name) in block) content[id & (BlockSize - 1)] = marks.PlaceOf(name);
            rows.Add(block.Key).Add(content).EndRow();
        }

        await rows.FlushAsync(cancel);
    }

    private async Task MakeAsync(long highest, CancellationToken cancel)
    {
        var step = Math.Max(1, highest / Sample);
        var some = await write.Connection.QueryAsync<string>(new CommandDefinition("select name from patches where id % @step = 0", new { step }, cancellationToken: cancel));
        var marks = NameMarks.Of(some, highest);
        await write.Connection.ExecuteAsync(new CommandDefinition("delete from name_marks; delete from name_places", cancellationToken: cancel));
        var rows = write.Write(MarkRows);
        foreach (var (place, name) in marks.Names.Index()) rows.Add((long)place).Add(name).Add(highest).EndRow();
        await rows.FlushAsync(cancel);
        await PlaceAsync(marks, cancel);
    }

    private async Task PlaceAsync(NameMarks marks, CancellationToken cancel)
    {
        const string Sql = "select id, name from patches where id > @after order by id limit @limit";
        var rows = write.Write(PlaceRows);
        var (block, content) = (-1L, Array.Empty<byte>());
        for (long after = long.MinValue, read = RowsEach; read == RowsEach;)
        {
            var names = (await write.Connection.QueryAsync<(long Id, string Name)>(
                new CommandDefinition(Sql, new { after, limit = (long)RowsEach }, cancellationToken: cancel))).AsList();
            foreach (var (id, name) in names)
            {
                if (id >> IdSet.BlockBits != block)
                {
                    if (content.Length > 0) rows.Add(block).Add(content).EndRow();
                    (block, content) = (id >> IdSet.BlockBits, new byte[BlockSize]);
                }

                content[id & (BlockSize - 1)] = marks.PlaceOf(name);
            }

            read = names.Count;
            if (read > 0) after = names[^1].Id;
        }

        if (content.Length > 0) rows.Add(block).Add(content).EndRow();
        await rows.FlushAsync(cancel);
    }
}
