using Dapper;

namespace Tributary.Store;

/// <summary>
/// A source that is read again from its start, since the place up to which it was read is gone (a history that was written anew and pruned): what is seen of it meanwhile,
/// and what it held before and does not hold any more.
/// </summary>
public sealed class SourceReading(WriteTransaction write, long source)
{
    private const string ForgetSql = "delete from source_seen where source = @source";

    private const string GoneSql = """
        select ms.message, m.message_id as messageId, ms.digest from message_sources ms join messages m on m.id = ms.message
        where ms.source = @source and not exists (select 1 from source_seen s where s.source = ms.source and s.message = ms.message and s.digest = ms.digest)
        order by ms.message, ms.digest limit @limit
        """;

    private const string ReleaseSql = "delete from message_sources where source = @source and message = @message and digest = @digest";

    private static readonly RowTarget Seen = new("source_seen", "source:n message:n digest:b", "on conflict (source, message, digest) do nothing");

    /// <summary>Forgets what was seen: the reading begins, or is at its end.</summary>
    public Task ForgetAsync(CancellationToken cancel) => write.Connection.ExecuteAsync(new CommandDefinition(ForgetSql, new { source }, cancellationToken: cancel));

    /// <summary>Notes bytes that it holds.</summary>
    internal async Task NoteAsync(IEnumerable<(long Id, ReadOnlyMemory<byte> Digest)> mails, CancellationToken cancel)
    {
        var rows = write.Write(Seen);
        foreach (var (id, digest) in mails) rows.Add(source).Add(id).Add(digest).EndRow();
        await rows.FlushAsync(cancel);
    }

    /// <summary>Lets go of bytes that it held and was not seen to hold.</summary>
    /// <param name="limit">How many at once.</param>
    /// <param name="cancel">Ends it early.</param>
    /// <returns>The Message-Ids of those messages; none when all is let go.</returns>
    internal async Task<IReadOnlyCollection<string>> ReleaseAsync(int limit, CancellationToken cancel)
    {
        var gone = (await write.Connection.QueryAsync<GoneRow>(new CommandDefinition(GoneSql, new { source, limit = (long)limit }, cancellationToken: cancel))).AsList();
        foreach (var row in gone)
            await write.Connection.ExecuteAsync(new CommandDefinition(ReleaseSql, new { source, message = row.Message, digest = row.Digest }, cancellationToken: cancel));
        return [.. gone.Select(row => row.MessageId).Distinct()];
    }

    private sealed record GoneRow(long Message, string MessageId, byte[] Digest);
}
