using System.Collections.Immutable;
using Dapper;

namespace Tributary.Store;

/// <summary>Reads the comments on a patch or cover letter.</summary>
public sealed class CommentQueries(Database database)
{
    // The target's own row is one of those that name it.
    private const string Source = """
        (select c.arrival as id, c.project, c.message, t.arrival as target, m.message_id, m.sent_at, m.subject, m.person
         from project_messages t join project_messages c on c.project = t.project and c.target = t.message and c.message <> t.message
             join messages m on m.id = c.message
         where t.arrival = @target) p
        """;

    private const string RowsSql = $"""
        select p.id, p.message, p.project, p.message_id as MessageId, p.sent_at as SentAt, p.subject, p.person as Submitter, e.name as SubmitterName,
            e.written as SubmitterAddress, p.target, k.addressed
        from {Source} join people e on e.id = p.person left join comment_marks k on k.project = p.project and k.message = p.message
        where
        """;

    private static readonly ListColumns Columns = new(
        "p.id", new("id", IsDescending: false), ("id", "p.id", null), ("subject", "p.subject", null), ("date", "p.sent_at", null), ("submitter", "p.person", null));

    /// <summary>The fields that order the list; without any it goes by number.</summary>
    public static ImmutableArray<string> OrderFields => Columns.Fields;

    /// <summary>A page of the comments on one thing; none if that is not there.</summary>
    public async Task<Listed<CommentListed>> ListAsync(CommentListFilter filter, ListPage page, CancellationToken cancel)
    {
        await using var connection = await database.OpenReadAsync(cancel);
        var conditions = new ListConditions(database.Dialect, Source).Words(filter.Words, "p.subject");
        conditions.Values.Add("target", filter.Target);
        var keys = await ListKeys.ReadAsync(connection, conditions, (Columns, page), cancel);
        if (keys.Ids.Count == 0) return new([], keys.Total);
        var rows = (await connection.QueryAsync<Row>(new CommandDefinition(
            $"{RowsSql} {database.Dialect.In("p.id", "ids")}", new { target = filter.Target, ids = database.Dialect.List(keys.Ids) }, cancellationToken: cancel)))
            .ToDictionary(row => row.Id);
        return new([.. keys.Ids.Where(rows.ContainsKey).Select(id => rows[id].ToComment())], keys.Total);
    }

    /// <summary>One comment on one thing, or null.</summary>
    /// <param name="target">The number of the patch or cover letter.</param>
    /// <param name="id">The comment's number.</param>
    /// <param name="cancel">Ends it early.</param>
    public async Task<CommentListed?> FindAsync(long target, long id, CancellationToken cancel)
    {
        await using var connection = await database.OpenReadAsync(cancel);
        var row = await connection.QueryFirstOrDefaultAsync<Row>(new CommandDefinition($"{RowsSql} p.id = @id", new { target, id }, cancellationToken: cancel));
        return row?.ToComment();
    }

    private sealed class Row
    {
        public long Id { get; init; }
        public long Message { get; init; }
        public long Project { get; init; }
        public string MessageId { get; init; } = "";
        public long SentAt { get; init; }
        public string Subject { get; init; } = "";
        public long Submitter { get; init; }
        public string SubmitterName { get; init; } = "";
        public string SubmitterAddress { get; init; } = "";
        public long Target { get; init; }
        public long? Addressed { get; init; }

        public CommentListed ToComment() => new()
        {
            Id = Id, Message = Message, Project = Project, MessageId = MessageId, SentAt = Micros.ToTime(SentAt), Subject = Subject,
            Submitter = new(Submitter, SubmitterName, SubmitterAddress), Target = Target, IsAddressed = Addressed is { } addressed ? addressed != 0 : null,
        };
    }
}
