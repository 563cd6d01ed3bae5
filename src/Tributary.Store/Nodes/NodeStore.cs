using Dapper;

namespace Tributary.Store;

/// <summary>The servers that run on one database: each says so every few seconds, and takes those off the list who have not for long.</summary>
public sealed class NodeStore(Database database)
{
    private const string SaySql = """
        insert into nodes (name, version, started_at, seen_at) values (@name, @version, @started, @seen)
        on conflict (name) do update set version = excluded.version, started_at = excluded.started_at, seen_at = excluded.seen_at
        """;

    private const string ForgetSql = "delete from nodes where seen_at < @before";
    private const string LeaveSql = "delete from nodes where name = @name";
    private const string ListSql = "select name, version, started_at as startedAt, seen_at as seenAt from nodes order by name limit 1000";

    /// <summary>Says that a node runs.</summary>
    /// <param name="node">The node.</param>
    /// <param name="before">Who was not seen since then is forgotten.</param>
    /// <param name="cancel">Ends it early.</param>
    public async Task SayAsync(Node node, DateTimeOffset before, CancellationToken cancel)
    {
        await using var write = await database.Writer.BeginAsync(WritePriority.Interactive, cancel);
        var values = new { name = Dialect.Clean(node.Name), version = node.Version, started = Micros.From(node.StartedAt), seen = Micros.From(node.SeenAt), before = Micros.From(before) };
        await write.Connection.ExecuteAsync(new CommandDefinition(SaySql, values, cancellationToken: cancel));
        await write.Connection.ExecuteAsync(new CommandDefinition(ForgetSql, values, cancellationToken: cancel));
        await write.CommitAsideAsync(cancel);
    }

    /// <summary>A node ends.</summary>
    public async Task LeaveAsync(string name, CancellationToken cancel)
    {
        await using var write = await database.Writer.BeginAsync(WritePriority.Interactive, cancel);
        await write.Connection.ExecuteAsync(new CommandDefinition(LeaveSql, new { name = Dialect.Clean(name) }, cancellationToken: cancel));
        await write.CommitAsideAsync(cancel);
    }

    /// <summary>The nodes by name, at most 1,000.</summary>
    public async Task<IReadOnlyList<Node>> ListAsync(CancellationToken cancel)
    {
        await using var connection = await database.OpenReadAsync(cancel);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(ListSql, cancellationToken: cancel));
        return [.. rows.Select(static row => new Node(row.Name, row.Version, Micros.ToTime(row.StartedAt), Micros.ToTime(row.SeenAt)))];
    }

    private sealed record Row(string Name, string Version, long StartedAt, long SeenAt);
}
