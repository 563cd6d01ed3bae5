using System.Data.Common;
using Dapper;
using Tributary.Workflow;

namespace Tributary.Store;

/// <summary>Reads mail commands, on a connection that is open.</summary>
internal static class CommandRows
{
    private const string Sql = """
        select c.id, c.project, c.message, m.message_id as messageId, c.position, c.event, c.sender, c.word, c.means, c.outcome, c.reason, c.series, c.change, e.at
        from commands c join messages m on m.id = c.message join events e on e.id = c.event
        """;

    /// <summary>The commands for which a condition holds.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="rest">What follows: <c>where … order by …</c>.</param>
    /// <param name="values">The values in it.</param>
    /// <param name="cancel">Ends it early.</param>
    public static async Task<IReadOnlyList<StoredCommand>> ListAsync(DbConnection connection, string rest, object values, CancellationToken cancel) =>
        [.. (await connection.QueryAsync<Row>(new CommandDefinition($"{Sql} {rest}", values, cancellationToken: cancel))).Select(static row => row.ToCommand())];

    private sealed record Row
    {
        public long Id { get; init; }
        public long Project { get; init; }
        public long Message { get; init; }
        public string MessageId { get; init; } = "";
        public long Position { get; init; }
        public long Event { get; init; }
        public string Sender { get; init; } = "";
        public string Word { get; init; } = "";
        public long? Means { get; init; }
        public long Outcome { get; init; }
        public string Reason { get; init; } = "";
        public long? Series { get; init; }
        public long? Change { get; init; }
        public long At { get; init; }

        public StoredCommand ToCommand() => new()
        {
            Id = Id, Project = Project, Message = Message, MessageId = new(MessageId), Position = Position, Event = Event, Sender = Sender, Word = Word,
            Means = Means is { } state ? (PatchState)state : null, Outcome = (CommandOutcome)Outcome, Reason = Reason,
            Series = Series is { } series ? new SeriesId(series) : null, Change = Change, At = Micros.ToTime(At),
        };
    }
}
