using System.Collections.Immutable;
using Dapper;
using Tributary.Mail;
using Tributary.Patches;

namespace Tributary.Store;

/// <summary>Reads messages.</summary>
public sealed class MessageQueries(Database database)
{
    // A message with a hundred thousand answers is an attack; nobody reads them on one page.
    private const int MostReplies = 500;

    private const string FindSql = $$"""
        select m.message_id as Id, m.kind, r.encoding, r.content, m.block_start as Start, m.size, parent.message_id as Parent, target.message_id as Target, pm.series
        from messages m
        join project_messages pm on pm.message = m.id and pm.project = @project
        {{MessageBlocks.Join}}
        left join messages parent on parent.id = pm.parent
        left join messages target on target.id = pm.target
        where {which}
        """;

    private const string NeighboursSql = """
        select m.id, m.message_id as MessageId, pm.parent, pm.target, m.kind, p.name, p.address, m.sent_at as SentAt, m.subject
        from project_messages pm join messages m on m.id = pm.message join people p on p.id = m.person
        where pm.project = @project and {which}
        order by m.sent_at, m.message_id limit @limit
        """;

    private const string PlaceSql = """
        select m.id, pm.parent from messages m join project_messages pm on pm.message = m.id and pm.project = @project where m.message_id = @message
        """;

    private const string IgnoredSql = """
        select m.id, m.message_id as MessageId, m.subject, r.encoding, r.content, m.block_start as Start, m.size
        from project_messages pm cross join messages m cross join message_raws r
        where pm.project = @project and pm.target is null and pm.message > @after and m.id = pm.message and r.message = coalesce(m.block, m.id)
        order by pm.message limit @limit
        """;

    private const string QuarantinedSql = """
        select id, reason, content from quarantine where project = @project and id > @after order by id limit @limit
        """;

    /// <summary>A message with its bytes and its place in a project, or null.</summary>
    public async Task<StoredMessage?> FindAsync(long project, MessageId id, CancellationToken cancel)
    {
        var found = await ReadAsync("m.message_id = @message", new { project, message = Dialect.Clean(id.Value) }, cancel);
        return found.Count == 0 ? null : found[0];
    }

    /// <summary>The bytes of some messages, at most 500 at once, in no order; those that are not here are left out.</summary>
    public async Task<IReadOnlyList<StoredMessage>> ListAsync(long project, IReadOnlyCollection<MessageId> ids, CancellationToken cancel)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(ids.Count, 500, nameof(ids));
        var values = new { project, ids = database.Dialect.List(ids.Select(id => Dialect.Clean(id.Value))) };
        return await ReadAsync(database.Dialect.In("m.message_id", "ids"), values, cancel);
    }

    /// <summary>What stands beside a message in its thread, or null if it is not in the project.</summary>
    public async Task<MessageNeighbours?> FindNeighboursAsync(long project, MessageId id, CancellationToken cancel)
    {
        await using var connection = await database.OpenReadAsync(cancel);
        var place = await connection.QueryFirstOrDefaultAsync<Place>(new CommandDefinition(
            PlaceSql, new { project, message = Dialect.Clean(id.Value) }, cancellationToken: cancel));
        if (place is null) return null;
        var values = new { project, id = place.Id, parent = place.Parent, limit = (long)MostReplies };
        var replies = await ListRowsAsync("pm.parent = @id");
        var siblings = place.Parent is null ? [] : await ListRowsAsync("pm.parent = @parent");
        var parent = place.Parent is null ? [] : await ListRowsAsync("pm.message = @parent");
        var at = siblings.FindIndex(row => row.Id == place.Id);
        return new(
            parent.Count == 0 ? null : parent[0].ToEntry(parent: null, target: null, depth: 0),
            at <= 0 ? null : siblings[at - 1].ToEntry(parent: null, target: null, depth: 0),
            at < 0 || at + 1 == siblings.Count ? null : siblings[at + 1].ToEntry(parent: null, target: null, depth: 0),
            [.. replies.Select(row => row.ToEntry(parent: null, target: null, depth: 1))]);

        async Task<List<ThreadRow>> ListRowsAsync(string which) => (await connection.QueryAsync<ThreadRow>(new CommandDefinition(
            NeighboursSql.Replace("{which}", which, StringComparison.Ordinal), values, cancellationToken: cancel))).AsList();
    }

    /// <summary>Messages of a project that no series took, by number, each with the reason (it is read again for that).</summary>
    /// <param name="project">The project's id.</param>
    /// <param name="after">The number of the last one seen; 0 to begin.</param>
    /// <param name="limit">Messages at most.</param>
    /// <param name="cancel">Ends it early.</param>
    public async Task<IReadOnlyList<IgnoredMessage>> ListIgnoredAsync(long project, long after, int limit, CancellationToken cancel)
    {
        await using var connection = await database.OpenReadAsync(cancel);
        var rows = await connection.QueryAsync<IgnoredRow>(new CommandDefinition(IgnoredSql, new { project, after, limit = (long)limit }, cancellationToken: cancel));
        return [.. rows.Select(row => row.ToMessage())];
    }

    /// <summary>What could not be taken for a mail, by number, each with the reason.</summary>
    /// <param name="project">The project's id.</param>
    /// <param name="after">The number of the last one seen; 0 to begin.</param>
    /// <param name="limit">Rows at most.</param>
    /// <param name="cancel">Ends it early.</param>
    public async Task<IReadOnlyList<QuarantinedMessage>> ListQuarantinedAsync(long project, long after, int limit, CancellationToken cancel)
    {
        await using var connection = await database.OpenReadAsync(cancel);
        var rows = await connection.QueryAsync<QuarantineRow>(new CommandDefinition(QuarantinedSql, new { project, after, limit = (long)limit }, cancellationToken: cancel));
        return [.. rows.Select(row => new QuarantinedMessage(row.Id, row.Reason, row.Content))];
    }

    private async Task<List<StoredMessage>> ReadAsync(string which, object values, CancellationToken cancel)
    {
        await using var connection = await database.OpenReadAsync(cancel);
        var rows = await connection.QueryAsync<MessageRow>(new CommandDefinition(
            FindSql.Replace("{which}", which, StringComparison.Ordinal), values, cancellationToken: cancel));
        return [.. rows.Select(row => row.ToMessage())];
    }

    private sealed class Place
    {
        public long Id { get; init; }
        public long? Parent { get; init; }
    }

    private sealed class MessageRow
    {
        public required string Id { get; init; }
        public long Kind { get; init; }
        public long Encoding { get; init; }
        public required byte[] Content { get; init; }
        public long? Start { get; init; }
        public long Size { get; init; }
        public string? Parent { get; init; }
        public string? Target { get; init; }
        public long? Series { get; init; }

        public StoredMessage ToMessage() => new(
            new(Id), (MailKind)Kind, new StoredContent(Encoding, Content).Decode(Start, Size), Parent is null ? null : new MessageId(Parent),
            Target is null ? null : new MessageId(Target), Series is { } series ? new SeriesId(series) : null);
    }

    private sealed class IgnoredRow
    {
        public long Id { get; init; }
        public required string MessageId { get; init; }
        public required string Subject { get; init; }
        public long Encoding { get; init; }
        public required byte[] Content { get; init; }
        public long? Start { get; init; }
        public long Size { get; init; }

        public IgnoredMessage ToMessage() => new(
            Id, new(MessageId), Subject, PatchMail.Read(MessageReader.Read(new StoredContent(Encoding, Content).Decode(Start, Size))).KindReason);
    }

    private sealed class QuarantineRow
    {
        public long Id { get; init; }
        public required string Reason { get; init; }
        public required byte[] Content { get; init; }
    }
}

/// <summary>What stands beside a message in its thread.</summary>
/// <param name="Parent">What it answers, or null.</param>
/// <param name="Previous">The answer before it to the same message, by date, or null.</param>
/// <param name="Next">The answer after it to the same message, or null.</param>
/// <param name="Replies">The answers to it, oldest first, at most 500.</param>
public sealed record MessageNeighbours(ThreadEntry? Parent, ThreadEntry? Previous, ThreadEntry? Next, ImmutableArray<ThreadEntry> Replies);

/// <summary>A message that no series took.</summary>
/// <param name="Number">Its number in the database, by which lists go on.</param>
/// <param name="Id">Its Message-Id.</param>
/// <param name="Subject">Its subject.</param>
/// <param name="Reason">Why it is no patch, cover letter or pull request; nothing in its thread is one either.</param>
public sealed record IgnoredMessage(long Number, MessageId Id, string Subject, string Reason);

/// <summary>Bytes that could not be taken for a mail.</summary>
/// <param name="Number">Its number in the database, by which lists go on.</param>
/// <param name="Reason">Why.</param>
/// <param name="Raw">The bytes.</param>
public sealed record QuarantinedMessage(long Number, string Reason, ReadOnlyMemory<byte> Raw);
