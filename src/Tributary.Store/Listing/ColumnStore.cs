using Dapper;

namespace Tributary.Store;

/// <summary>Keeps the packed columns of lists (see <see cref="ColumnBlock"/>) as rows come, change and go.</summary>
internal sealed class ColumnStore(WriteTransaction write)
{
    private const string LoadSql = "select block, content from list_columns where list = @list and project = @project and";

    private static readonly RowTarget Rows = new(
        "list_columns", "list:n project:n block:n stamp:n content:b", "on conflict (list, project, block) do update set stamp = excluded.stamp, content = excluded.content");

    private readonly Dictionary<(CountedList List, long Project), Dictionary<long, ColumnRow?>> changes = [];

    /// <summary>Notes patches that came, changed or went.</summary>
    public ColumnStore Add(long project, IEnumerable<PatchChange> patches)
    {
        foreach (var (before, after) in patches)
        {
            ColumnRow? row = after is null ? null : ColumnRow.Of(after);
            if (before is null || row != ColumnRow.Of(before)) Note((CountedList.Patches, project), (before ?? after)!.Id, row);
        }

        return this;
    }

    /// <summary>Notes cover letters that came, changed or went.</summary>
    public ColumnStore Add(long project, IEnumerable<CoverChange> covers)
    {
        foreach (var (before, after) in covers)
            Note((CountedList.Covers, project), (before ?? after)!.Id, after is null ? null : new(after.Id, after.SentAt, after.Submitter) { Name = after.Name });
        return this;
    }

    /// <summary>Notes series that came, changed or went.</summary>
    public ColumnStore Add(long project, IEnumerable<(SeriesRow? Before, SeriesRow? After)> series)
    {
        foreach (var (before, after) in series)
        {
            if (before is not null && after is not null && before.SentAt == after.SentAt && before.Submitter == after.Submitter && before.Name == after.Name) continue;
            Note((CountedList.Series, project), (before ?? after)!.Id.Value, after is null ? null : new(after.Id.Value, after.SentAt, after.Submitter) { Name = after.Name });
        }

        return this;
    }

    /// <summary>Notes a row that is there.</summary>
    public void Add(CountedList list, long project, ColumnRow row) => Note((list, project), row.Id, row);

    /// <summary>Writes what was noted.</summary>
    public async Task SaveAsync(CancellationToken cancel)
    {
        var rows = write.Write(Rows);
        foreach (var (of, noted) in changes.OrderBy(pair => pair.Key))
        {
            var bits = ColumnBlock.BitsOf(of.List);
            var blocks = noted.GroupBy(pair => pair.Key >> bits).OrderBy(group => group.Key).ToList();
            var stored = await LoadAsync(of, blocks.Select(group => group.Key), cancel);
            foreach (var block in blocks)
            {
                var kept = ColumnBlock.Unpack(of.List, block.Key, stored.TryGetValue(block.Key, out var content) ? content : [0, 0]);
                foreach (var (id, row) in block)
                {
                    if (row is { } there) kept[id] = there;
                    else kept.Remove(id);
                }

                // The stamp need only be another one than all before it (ColumnCache).
                rows.Add((long)of.List).Add(of.Project).Add(block.Key).Add(Random.Shared.NextInt64()).Add(ColumnBlock.Pack(of.List, kept.Values)).EndRow();
            }
        }

        await rows.FlushAsync(cancel);
        changes.Clear();
    }

    /// <summary>Forgets all of them. (What is below 0 is no list of ours: <see cref="NameCache"/>.)</summary>
    public Task ClearAsync(CancellationToken cancel) => write.Connection.ExecuteAsync(new CommandDefinition("delete from list_columns where list >= 0", cancellationToken: cancel));

    private void Note((CountedList List, long Project) of, long id, ColumnRow? row)
    {
        if (!changes.TryGetValue(of, out var noted)) changes.Add(of, noted = []);
        noted[id] = row;
    }

    private async Task<Dictionary<long, byte[]>> LoadAsync((CountedList List, long Project) of, IEnumerable<long> blocks, CancellationToken cancel)
    {
        var values = new { list = (long)of.List, project = of.Project, blocks = write.Dialect.List(blocks) };
        var rows = await write.Connection.QueryAsync<(long Block, byte[] Content)>(
            new CommandDefinition($"{LoadSql} {write.Dialect.In("block", "blocks")}", values, cancellationToken: cancel));
        return rows.ToDictionary(row => row.Block, row => row.Content);
    }
}
