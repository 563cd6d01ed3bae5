using Dapper;

namespace Tributary.Store;

/// <summary>What the store knows of messages by their Message-Ids.</summary>
internal static class KnownMessages
{
    private const string KnownSql = """
        select m.id, m.message_id as messageId, m.digest, m.sent_at as sentAt, m.person, p.arrival
        from messages m left join project_messages p on p.project = @project and p.message = m.id where
        """;

    private const string CopiesSql = "select message, digest from message_copies where";
    private const string RemovedSql = "select message_id as messageId, message from removed_messages where";

    /// <summary>The messages of those (cleaned) ids that are there.</summary>
    public static async Task<Dictionary<string, KnownMessage>> FindAsync(
        WriteTransaction write, long project, IReadOnlyCollection<string> ids, CancellationToken cancel)
    {
        var rows = await write.Connection.QueryAsync<KnownMessage>(new CommandDefinition(
            $"{KnownSql} {write.Dialect.In("m.message_id", "ids")}", new { project, ids = write.Dialect.List(ids) }, cancellationToken: cancel));
        return rows.ToDictionary(row => row.MessageId);
    }

    /// <summary>The digests of the copies of messages that are not canonical.</summary>
    public static async Task<ILookup<long, byte[]>> FindCopiesAsync(WriteTransaction write, IReadOnlyCollection<long> messages, CancellationToken cancel)
    {
        if (messages.Count == 0) return Array.Empty<CopyRow>().ToLookup(row => row.Message, row => row.Digest);
        var rows = await write.Connection.QueryAsync<CopyRow>(new CommandDefinition(
            $"{CopiesSql} {write.Dialect.In("message", "ids")}", new { ids = write.Dialect.List(messages) }, cancellationToken: cancel));
        return rows.ToLookup(row => row.Message, row => row.Digest);
    }

    /// <summary>The numbers that messages had before they were taken back; they are taken out of that list.</summary>
    public static async Task<Dictionary<string, long>> TakeRemovedAsync(WriteTransaction write, IReadOnlyCollection<string> ids, CancellationToken cancel)
    {
        var list = new { ids = write.Dialect.List(ids) };
        var condition = write.Dialect.In("message_id", "ids");
        var rows = (await write.Connection.QueryAsync<RemovedRow>(new CommandDefinition($"{RemovedSql} {condition}", list, cancellationToken: cancel))).ToList();
        if (rows.Count > 0) await write.Connection.ExecuteAsync(new CommandDefinition($"delete from removed_messages where {condition}", list, cancellationToken: cancel));
        return rows.ToDictionary(row => row.MessageId, row => row.Message);
    }

    private sealed record CopyRow(long Message, byte[] Digest);

    private sealed record RemovedRow(string MessageId, long Message);
}

/// <summary>A message that is in the store.</summary>
/// <param name="Id">Its number.</param>
/// <param name="MessageId">Its Message-Id.</param>
/// <param name="Digest">The digest of its canonical bytes.</param>
/// <param name="SentAt">The date that they bear.</param>
/// <param name="Person">Its sender.</param>
/// <param name="Arrival">Its arrival in the project; null when the project does not hold it.</param>
internal sealed record KnownMessage(long Id, string MessageId, byte[] Digest, long SentAt, long Person, long? Arrival)
{
    /// <summary>True for bytes that are canonical before these: an earlier date, then a smaller digest.</summary>
    public bool IsAfter(NewMessage mail)
    {
        var date = Micros.From(mail.Member!.Date);
        return date != SentAt ? date < SentAt : mail.Digest.Span.SequenceCompareTo(Digest) < 0;
    }
}
