using System.Collections.Immutable;
using Dapper;
using Tributary.Mail;

namespace Tributary.Store;

/// <summary>Writes the ledger of commits, in the transaction of what caused it.</summary>
public sealed class CommitLedger(WriteTransaction write)
{
    private const string PutSql = """
        insert into commits (project, message, tree, commit_id, found, reason, at, pushed_at, dropped_at, was, application)
        values (@project, @message, @tree, @commit, @found, @reason, @at, @pushedAt, @droppedAt, @was, @application)
        on conflict (project, message, tree) do update set commit_id = excluded.commit_id, found = excluded.found, reason = excluded.reason, at = excluded.at,
            pushed_at = excluded.pushed_at, dropped_at = excluded.dropped_at, was = excluded.was, application = excluded.application
        """;

    /// <summary>Writes lines; one that is there for the same patch and tree is replaced.</summary>
    public Task PutAsync(IEnumerable<LedgerCommit> commits, CancellationToken cancel) => write.Connection.ExecuteAsync(new CommandDefinition(
        PutSql,
        commits.Select(static one => new
        {
            project = one.Project, message = one.Message, tree = one.Tree, commit = one.Commit.Hex, found = (long)one.Found, reason = Dialect.Clean(one.Reason), at = Micros.From(one.At),
            pushedAt = Time(one.PushedAt), droppedAt = Time(one.DroppedAt), was = one.Was?.Hex, application = one.Application,
        }).ToArray(),
        cancellationToken: cancel));

    /// <summary>Takes out lines that were applied and never pushed.</summary>
    public Task ForgetAsync(long application, CancellationToken cancel) =>
        write.Connection.ExecuteAsync(new CommandDefinition("delete from commits where application = @application and pushed_at is null", new { application }, cancellationToken: cancel));

    /// <summary>The lines of some patches, in every tree.</summary>
    public Task<ImmutableArray<LedgerCommit>> ListAsync(IEnumerable<long> messages, CancellationToken cancel) =>
        CommitQueries.ReadAsync(write.Connection, $"where {write.Dialect.In("c.message", "messages")} order by c.tree, c.message", new { messages = write.Dialect.List(messages) }, cancel);

    /// <summary>The patches of a series: message id and number by <c>messages.id</c>.</summary>
    public static async Task<IReadOnlyDictionary<long, (MessageId Id, int Number)>> ListNumbersAsync(WriteTransaction write, SeriesId series, CancellationToken cancel)
    {
        var rows = await write.Connection.QueryAsync<(long Message, string MessageId, long Number)>(new CommandDefinition(
            "select p.message, m.message_id, coalesce(sp.number, 1) from patches p join messages m on m.id = p.message left join series_patches sp on sp.series = p.series and sp.message = p.message where p.series = @series",
            new { series = series.Value }, cancellationToken: cancel));
        return rows.ToDictionary(static row => row.Message, static row => (new MessageId(row.MessageId), (int)row.Number));
    }

    private static long? Time(DateTimeOffset? at) => at is { } time ? Micros.From(time) : null;
}
