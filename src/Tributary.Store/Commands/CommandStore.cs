using Dapper;
using Tributary.Workflow;

namespace Tributary.Store;

/// <summary>Writes mail commands with their events, in the transaction that takes their mail in.</summary>
public sealed class CommandStore(WriteTransaction write)
{
    // A mail that waits for its series longer than the newest of these is not looked at any more.
    private const int MostWaiting = 500;

    private const string AddSql = """
        insert into commands (id, project, message, position, event, sender, word, means, outcome, reason, series, change)
        values (@id, @Project, @Message, @Position, @event, @sender, @word, @means, @outcome, @reason, @series, @Change)
        """;

    private const string SettleSql = "update commands set outcome = @outcome, reason = @reason, series = @series, change = @Change where id = @Id";
    private const string UndoneSql = "update commands set outcome = @undone, reason = @reason where change = @change and outcome = @done";
    private const string FailedSql = """
        select count(distinct c.message) from commands c join events e on e.id = c.event where c.sender = @sender and c.outcome in (4, 5) and e.at >= @since
        """;

    private const string MailSql = $"select r.encoding, r.content, m.block_start as Start, m.size from messages m {MessageBlocks.Join} where m.id = @message";

    private const string TargetSql = "select target from project_messages where project = @project and message = @message";

    private const string SeriesOfSql = "select series from project_messages where project = @project and message = @message";

    /// <summary>The commands of these mails that are known already.</summary>
    public async Task<IReadOnlySet<(long Message, long Position)>> ListKnownAsync(long project, IReadOnlyCollection<long> messages, CancellationToken cancel)
    {
        var rows = await write.Connection.QueryAsync<(long Message, long Position)>(new CommandDefinition(
            $"select message, position from commands where project = @project and {write.Dialect.In("message", "ids")}", new { project, ids = write.Dialect.List(messages) }, cancellationToken: cancel));
        return rows.ToHashSet();
    }

    /// <summary>Adds a command and its event.</summary>
    /// <param name="command">The command.</param>
    /// <param name="comment">The number of the reply in the API, or null.</param>
    /// <param name="origin">Where it comes from.</param>
    /// <param name="cancel">Ends it early.</param>
    /// <returns>Its number.</returns>
    public async Task<long> AddAsync(StoredCommand command, long? comment, ChangeOrigin origin, CancellationToken cancel)
    {
        var happened = new NewEvent { Category = EventCategory.Command, Series = command.Series?.Value, Comment = comment, Before = command.Word, After = command.Means?.Slug };
        var at = await new EventStore(write, command.Project).AddAsync([happened], origin, cancel);
        var id = await IdLedger.TakeAsync(write, "commands", 1, cancel);
        await ExecuteAsync(AddSql, new
        {
            id, command.Project, command.Message, command.Position, @event = at, sender = Dialect.Clean(command.Sender), word = Dialect.Clean(command.Word),
            means = (long?)command.Means, outcome = (long)command.Outcome, reason = Dialect.Clean(command.Reason), series = command.Series?.Value, command.Change,
        }, cancel);
        return id;
    }

    /// <summary>Says what became of a command.</summary>
    public Task SettleAsync(StoredCommand command, CancellationToken cancel) => ExecuteAsync(SettleSql, new
    {
        command.Id, outcome = (long)command.Outcome, reason = Dialect.Clean(command.Reason), series = command.Series?.Value, command.Change,
    }, cancel);

    /// <summary>What a change did was taken back: its command, if one made it, says so.</summary>
    public Task SetUndoneAsync(long change, string reason, CancellationToken cancel) =>
        ExecuteAsync(UndoneSql, new { change, reason, undone = (long)CommandOutcome.Undone, done = (long)CommandOutcome.Done }, cancel);

    /// <summary>The command that made a change, or null.</summary>
    public async Task<StoredCommand?> FindByChangeAsync(long change, CancellationToken cancel) =>
        await CommandRows.ListAsync(write.Connection, "where c.change = @change", new { change }, cancel) is [var command, ..] ? command : null;

    /// <summary>The commands of a project whose series was not here, the oldest first.</summary>
    public Task<IReadOnlyList<StoredCommand>> ListWaitingAsync(long project, CancellationToken cancel) =>
        CommandRows.ListAsync(write.Connection, "where c.project = @project and c.outcome = 2 order by c.id desc limit @limit", new { project, limit = (long)MostWaiting }, cancel);

    /// <summary>How many mails of a sender were refused or not understood lately.</summary>
    public async Task<long> CountFailedMailsAsync(string sender, DateTimeOffset since, CancellationToken cancel) =>
        await write.Connection.ExecuteScalarAsync<long>(new CommandDefinition(FailedSql, new { sender = Dialect.Clean(sender), since = Micros.From(since) }, cancellationToken: cancel));

    /// <summary>The bytes of a mail that is here.</summary>
    public async Task<ReadOnlyMemory<byte>> GetMailAsync(long message, CancellationToken cancel)
    {
        var (encoding, content, start, size) = await write.Connection.QueryFirstAsync<(long Encoding, byte[] Content, long? Start, long Size)>(new CommandDefinition(MailSql, new { message }, cancellationToken: cancel));
        return new StoredContent(encoding, content).Decode(start, size);
    }

    /// <summary>The series that a mail stands under, or null.</summary>
    public async Task<SeriesId?> FindSeriesAsync(long project, long message, CancellationToken cancel) =>
        await write.Connection.ExecuteScalarAsync<long?>(new CommandDefinition(SeriesOfSql, new { project, message }, cancellationToken: cancel)) is { } id ? new SeriesId(id) : null;

    /// <summary>The patch, cover letter or pull request that a mail speaks of, itself for one; null where it is not here.</summary>
    public Task<long?> FindTargetAsync(long project, long message, CancellationToken cancel) =>
        write.Connection.ExecuteScalarAsync<long?>(new CommandDefinition(TargetSql, new { project, message }, cancellationToken: cancel));

    private Task<int> ExecuteAsync(string sql, object values, CancellationToken cancel) => write.Connection.ExecuteAsync(new CommandDefinition(sql, values, cancellationToken: cancel));
}
