using System.Text.Json;
using Dapper;
using Tributary.Mail;
using Tributary.Workflow;

namespace Tributary.Store;

/// <summary>What is known of the pull requests that came by mail: derived from mail and git, kept by the message.</summary>
public sealed class PullCheckStore(Database database)
{
    private const string ListSql = """
        select s.id as Series, s.project, s.head as Message, m.message_id as MessageId, s.sent_at as SentAt, s.tree, c.standing
        from series s join messages m on m.id = s.head left join pulls_checked c on c.message = s.head
        where s.pull_request = 1 and s.sent_at >= @since and (c.message is null or (c.is_open = 1 and c.seen <> @seen)) order by s.sent_at desc, s.id desc limit @limit
        """;

    private const string PutSql = """
        insert into pulls_checked (message, standing, seen, is_open, tree) values (@message, @standing, @seen, @isOpen, @tree)
        on conflict (message) do update set standing = excluded.standing, seen = excluded.seen, is_open = excluded.is_open, tree = excluded.tree
        """;

    private const string NewestSql = """
        select s.id as Series, s.project, s.head as Message, m.message_id as MessageId, s.name, s.sent_at as SentAt, c.standing
        from pulls_checked c join series s on s.head = c.message join messages m on m.id = c.message where c.tree = @tree order by s.sent_at desc, s.id limit 1
        """;

    private const string FindSql = "select c.standing from pulls_checked c join messages m on m.id = c.message where m.message_id = @id";

    /// <summary>The pull requests to look at, the newest first: those that were never looked at, and those that are open and were not looked at since the trees are as they are.</summary>
    /// <param name="since">Not those that were sent before.</param>
    /// <param name="seen">How the trees are: a digest of their tips.</param>
    /// <param name="limit">At most.</param>
    /// <param name="cancel">Ends it early.</param>
    public async Task<IReadOnlyList<ArrivedPull>> ListAsync(DateTimeOffset since, string seen, int limit, CancellationToken cancel)
    {
        await using var connection = await database.OpenReadAsync(cancel);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(ListSql, new { since = Micros.From(since), seen, limit = (long)limit }, cancellationToken: cancel));
        return [.. rows.Select(static row => row.ToPull())];
    }

    /// <summary>What is known of one; null before it was looked at.</summary>
    public async Task<PullStanding?> FindAsync(MessageId message, CancellationToken cancel)
    {
        await using var connection = await database.OpenReadAsync(cancel);
        return Read(await connection.QueryFirstOrDefaultAsync<string>(new CommandDefinition(FindSql, new { id = Dialect.Clean(message.Value) }, cancellationToken: cancel)));
    }

    /// <summary>The newest that wants a tree pulled; null where none came.</summary>
    /// <param name="tree">That tree.</param>
    /// <param name="cancel">Ends it early.</param>
    public async Task<ArrivedPull?> FindNewestAsync(string tree, CancellationToken cancel)
    {
        await using var connection = await database.OpenReadAsync(cancel);
        return await connection.QueryFirstOrDefaultAsync<Row>(new CommandDefinition(NewestSql, new { tree }, cancellationToken: cancel)) is { } row ? row.ToPull() : null;
    }

    /// <summary>Keeps what is known of one.</summary>
    /// <param name="message">The message, <c>messages.id</c>.</param>
    /// <param name="standing">What is known.</param>
    /// <param name="look">How the trees were, and whether it is to be looked at again.</param>
    /// <param name="cancel">Ends it early.</param>
    public async Task PutAsync(long message, PullStanding standing, (string Seen, bool IsOpen) look, CancellationToken cancel)
    {
        await using var write = await database.Writer.BeginAsync(WritePriority.Bulk, cancel);
        var row = new { message, standing = Dialect.Clean(JsonSerializer.Serialize(standing)), seen = look.Seen, isOpen = look.IsOpen ? 1L : 0, tree = standing.Tree };
        await write.Connection.ExecuteAsync(new CommandDefinition(PutSql, row, cancellationToken: cancel));
        await write.CommitAsync(cancel);
    }

    // What an older program wrote otherwise is looked at anew.
    private static PullStanding? Read(string? json)
    {
        try
        {
            return json is null ? null : JsonSerializer.Deserialize<PullStanding>(json);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private sealed record Row
    {
        public long Series { get; init; }
        public long Project { get; init; }
        public long Message { get; init; }
        public string MessageId { get; init; } = "";
        public string Name { get; init; } = "";
        public long SentAt { get; init; }
        public string? Tree { get; init; }
        public string? Standing { get; init; }

        public ArrivedPull ToPull() => new(new(Series), Project, Message, new(MessageId), Micros.ToTime(SentAt)) { Name = Name, Tree = Tree, Standing = Read(Standing) };
    }
}

/// <summary>A pull request that came by mail.</summary>
/// <param name="Series">Its number in the queue.</param>
/// <param name="Project">The project.</param>
/// <param name="Message">The message, <c>messages.id</c>.</param>
/// <param name="MessageId">Its message id.</param>
/// <param name="SentAt">When it was sent.</param>
public sealed record ArrivedPull(SeriesId Series, long Project, long Message, MessageId MessageId, DateTimeOffset SentAt)
{
    /// <summary>Its subject; empty where it was not asked for.</summary>
    public string Name { get; init; } = "";

    /// <summary>The tree that it asks to pull, as its line in the queue says; null where nobody can tell, and where it was not asked for.</summary>
    public string? Tree { get; init; }

    /// <summary>What is known of it, or null.</summary>
    public PullStanding? Standing { get; init; }
}
