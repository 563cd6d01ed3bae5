using System.Data.Common;
using Dapper;
using Tributary.Workflow;

namespace Tributary.Store;

/// <summary>Reads letters with their recipients, on a connection that is open.</summary>
internal static class OutboxRows
{
    private const string Columns = """
        select o.id, o.key, o.state, o.message_id as messageId, o.sender, o.subject, o.project, o.series, o.user_id as userId, o.written_at as writtenAt,
            o.since, o.due_at as dueAt, o.attempts, o.handed_at as handedAt, o.sent_at as sentAt, o.last_error as lastError
        """;

    /// <summary>The letters for which a condition holds, in the order given.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="dialect">Its words.</param>
    /// <param name="query">What follows the table <c>outbox o</c>, <c>where …</c>; and whether the mails are read too.</param>
    /// <param name="values">The values in it.</param>
    /// <param name="cancel">Ends it early.</param>
    public static async Task<IReadOnlyList<OutboxLetter>> ListAsync(
        DbConnection connection, Dialect dialect, (string Condition, bool WithContent) query, object values, CancellationToken cancel)
    {
        var sql = $"{Columns}{(query.WithContent ? ", o.content" : "")} from outbox o {query.Condition}";
        var rows = (await connection.QueryAsync<Row>(new CommandDefinition(sql, values, cancellationToken: cancel))).AsList();
        if (rows.Count == 0) return [];
        var recipients = (await connection.QueryAsync<Recipient>(new CommandDefinition(
            $"select letter, address, state, said from outbox_recipients where {dialect.In("letter", "ids")} order by letter, position",
            new { ids = dialect.List(rows.Select(static row => row.Id)) }, cancellationToken: cancel))).ToLookup(static one => one.Letter);
        return [.. rows.Select(row => row.ToLetter(recipients[row.Id]))];
    }

    private sealed record Recipient
    {
        public long Letter { get; init; }
        public string Address { get; init; } = "";
        public long State { get; init; }
        public string Said { get; init; } = "";
    }

    private sealed record Row
    {
        public long Id { get; init; }
        public string Key { get; init; } = "";
        public long State { get; init; }
        public string MessageId { get; init; } = "";
        public string Sender { get; init; } = "";
        public string Subject { get; init; } = "";
        public long? Project { get; init; }
        public long? Series { get; init; }
        public long? UserId { get; init; }
        public long WrittenAt { get; init; }
        public long Since { get; init; }
        public long DueAt { get; init; }
        public long Attempts { get; init; }
        public long? HandedAt { get; init; }
        public long? SentAt { get; init; }
        public string? LastError { get; init; }
        public byte[]? Content { get; init; }

        public OutboxLetter ToLetter(IEnumerable<Recipient> recipients)
        {
            var standing = new LetterStanding((LetterState)State, [.. recipients.Select(static one => new RecipientAnswer(one.Address, (RecipientState)one.State, one.Said))])
            {
                Attempts = (int)Attempts, Since = Micros.ToTime(Since), DueAt = Micros.ToTime(DueAt), LastError = LastError ?? "",
            };
            return new(new(Id), Key, standing)
            {
                MessageId = new(MessageId), Sender = Sender, Subject = Subject, WrittenAt = Micros.ToTime(WrittenAt), SentAt = ToTime(SentAt), HandedAt = ToTime(HandedAt),
                Project = Project, Series = Series is { } series ? new(series) : null, User = UserId, Content = Content,
            };
        }

        private static DateTimeOffset? ToTime(long? micros) => micros is { } at ? Micros.ToTime(at) : null;
    }
}
