using System.Collections.Immutable;
using System.Data.Common;
using Dapper;

namespace Tributary.Store;

/// <summary>
/// Carries everything over into an empty database of the same kind or the other, ids included, in one transaction: broken off at any moment the target is as empty as it was. Before
/// it is kept, every table is read back and compared by count and digest.
/// </summary>
/// <param name="source">From where; nobody else may write to it meanwhile.</param>
/// <param name="target">To where.</param>
/// <param name="progress">Told how far it is.</param>
public sealed class DatabaseMove(Database source, Database target, MoveProgress progress)
{
    private const string AliveSql = "select name from nodes where seen_at > @since order by name limit 1";

    // Making an index at the end is several times as fast as keeping it while rows come.
    private const string IndexesSql = """
        select indexname as "Name", indexdef as "Sql" from pg_indexes i where schemaname = current_schema()
        and not exists (select 1 from pg_constraint c join pg_class k on k.oid = c.conindid where k.relname = i.indexname) and tablename = any(@tables) order by indexname
        """;

    /// <summary>Who said less than this long ago that it runs is asked to end first.</summary>
    public static readonly TimeSpan NodesAreGoneAfter = TimeSpan.FromSeconds(20);

    /// <summary>Carries over and checks.</summary>
    /// <param name="now">The time, by which running servers are told.</param>
    /// <param name="cancel">Ends it early; the target is then as it was.</param>
    /// <returns>Every table with its rows and digest, the same on both sides.</returns>
    /// <exception cref="DatabaseException">The target holds something, a server runs on the source, or the two disagree.</exception>
    public async Task<ImmutableArray<MovedTable>> RunAsync(DateTimeOffset now, CancellationToken cancel)
    {
        try
        {
            return await MoveAsync(now, cancel);
        }
        catch (DbException failure)
        {
            throw target.Explain(failure);
        }
    }

    private async Task<ImmutableArray<MovedTable>> MoveAsync(DateTimeOffset now, CancellationToken cancel)
    {
        // A transaction that writes, though it does not: on SQLite nobody else can write until it ends, and on PostgreSQL nobody may to these tables.
        await using var reading = await source.Writer.BeginAsync(WritePriority.Bulk, cancel);
        var from = reading.Connection;
        var node = await from.ExecuteScalarAsync<string>(new CommandDefinition(AliveSql, new { since = Micros.From(now - NodesAreGoneAfter) }, cancellationToken: cancel));
        if (node is not null) throw new DatabaseException($"the server {node} runs on {source.Description.Location}; stop every trib serve, then try again");
        var tables = await CarriedTable.ListAsync(from, source.Dialect, cancel);
        if (source.Dialect.IsPostgres) await ExecuteAsync(reading, $"lock table {string.Join(", ", tables.Select(static table => CarriedTable.Quote(table.Name)))} in share mode", cancel);
        await using var write = await target.Writer.BeginAsync(WritePriority.Bulk, cancel);
        await PrepareAsync(write, tables, cancel);
        var indexes = await DropIndexesAsync(write, tables, cancel);
        var copy = new TableCopy(from, write, progress);
        var moved = ImmutableArray.CreateBuilder<MovedTable>(tables.Length);
        foreach (var table in tables) moved.Add(await copy.RunAsync(table, cancel));
        foreach (var index in indexes)
        {
            progress.Begin(index.Name);
            await ExecuteAsync(write, index.Sql, cancel);
        }

        foreach (var (table, sent) in tables.Zip(moved)) await CheckAsync(write, table, sent, cancel);
        await write.CommitAsideAsync(cancel);
        return moved.DrainToImmutable();
    }

    // What a new database holds by itself (rows that the schema brings) is replaced; what people or mail brought is never.
    private async Task PrepareAsync(WriteTransaction write, ImmutableArray<CarriedTable> tables, CancellationToken cancel)
    {
        var there = (await CarriedTable.ListAsync(write.Connection, write.Dialect, cancel)).ToDictionary(static table => table.Name);
        foreach (var table in tables)
        {
            if (!there.TryGetValue(table.Name, out var twin) || twin.ColumnList != table.ColumnList)
                throw new DatabaseException($"the table {table.Name} is not the same in {target.Description.Location}: both databases want the same program");
        }

        foreach (var name in (string[])["ids", "projects", "messages", "users"])
        {
            if (await write.Connection.ExecuteScalarAsync<long>(new CommandDefinition($"select count(*) from (select 1 from {name} limit 1) as any_row", cancellationToken: cancel)) > 0)
                throw new DatabaseException($"{target.Description.Location} is not empty: name a new database, or drop this one and make it again");
        }

        foreach (var table in tables) await ExecuteAsync(write, $"delete from {CarriedTable.Quote(table.Name)}", cancel);
    }

    private static async Task<IReadOnlyList<Index>> DropIndexesAsync(WriteTransaction write, ImmutableArray<CarriedTable> tables, CancellationToken cancel)
    {
        if (!write.Dialect.IsPostgres) return [];
        var indexes = (await write.Connection.QueryAsync<Index>(
            new CommandDefinition(IndexesSql, new { tables = tables.Select(static table => table.Name).ToArray() }, cancellationToken: cancel))).AsList();
        foreach (var index in indexes) await ExecuteAsync(write, $"drop index {CarriedTable.Quote(index.Name)}", cancel);
        return indexes;
    }

    private async Task CheckAsync(WriteTransaction write, CarriedTable table, MovedTable sent, CancellationToken cancel)
    {
        progress.Begin(table.Name);
        var arrived = await TableReading.DigestAsync(write.Connection, table, cancel);
        if (arrived != sent)
            throw new DatabaseException($"the table {table.Name} did not arrive as it was sent ({arrived.Rows} of {sent.Rows} rows, {(arrived.Rows == sent.Rows ? "other" : "and another")} digest): nothing was kept; see trib doctor");
    }

    private static Task<int> ExecuteAsync(WriteTransaction write, string sql, CancellationToken cancel) =>
        write.Connection.ExecuteAsync(new CommandDefinition(sql, commandTimeout: 0, cancellationToken: cancel));

    private sealed record Index
    {
        public string Name { get; init; } = "";
        public string Sql { get; init; } = "";
    }
}

/// <summary>A table that was carried over.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Rows">How many rows it has.</param>
/// <param name="Digest">SHA-256 of all of them in the order of the key, in hex.</param>
public sealed record MovedTable(string Name, long Rows, string Digest);
