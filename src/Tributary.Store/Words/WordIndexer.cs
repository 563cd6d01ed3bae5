using System.Data.Common;
using Dapper;
using Tributary.Mail;

namespace Tributary.Store;

/// <summary>
/// Follows the import and reads messages for their words. It works in small transactions behind everybody else, can end at any
/// moment, and goes on where it stopped. One of them runs at a time.
/// </summary>
public sealed class WordIndexer(Database database)
{
    // A transaction that nobody notices: 32 messages take some 20 ms.
    private const int TransactionSize = 32;

    private const string PositionSql = "select message from word_position where id = 1";
    private const string LastSql = "select coalesce(max(id), 0) from messages";
    private const string StaleCountSql = "select count(*) from (select 1 from stale_words where message <= @position limit 1000) as stale";

    private const string NextSql = $"""
        select m.id, m.sent_at as SentAt, m.digest, r.encoding, r.content, m.block_start as Start, m.size, null as Old
        from messages m {MessageBlocks.Join}
        where m.id > @position order by m.id limit @limit
        """;

    private const string StaleSql = """
        select s.message as Id, m.sent_at as SentAt, m.digest, r.encoding, r.content, m.block_start as Start, m.size, d.document as Old
        from stale_words s
        left join messages m on m.id = s.message
        left join message_raws r on r.message = coalesce(m.block, m.id)
        left join word_documents d on d.message = s.message
        where s.message <= @position order by s.message limit @limit
        """;

    /// <summary>Reads the next messages for their words: new ones first, then those that changed.</summary>
    /// <param name="batch">Messages at most.</param>
    /// <param name="cancel">Ends it early; what was done by then stays done.</param>
    /// <returns>How many were read; 0 when the index is up to date.</returns>
    public async Task<int> RunOnceAsync(int batch, CancellationToken cancel)
    {
        var done = 0;
        while (done < batch)
        {
            var step = await RunStepAsync(Math.Min(TransactionSize, batch - done), cancel);
            if (step == 0) break;
            done += step;
        }

        return done;
    }

    /// <summary>How far the index is.</summary>
    public async Task<WordPosition> GetPositionAsync(CancellationToken cancel)
    {
        await using var connection = await database.OpenReadAsync(cancel);
        var position = await connection.ExecuteScalarAsync<long>(new CommandDefinition(PositionSql, cancellationToken: cancel));
        var last = await connection.ExecuteScalarAsync<long>(new CommandDefinition(LastSql, cancellationToken: cancel));
        var stale = await connection.ExecuteScalarAsync<long>(new CommandDefinition(StaleCountSql, new { position }, cancellationToken: cancel));
        return new(Math.Min(position, last), last, stale);
    }

    /// <summary>Forgets all words, so that every message is read again: for <c>trib rebuild --words</c>.</summary>
    public async Task ClearAsync(CancellationToken cancel)
    {
        await using var write = await database.Writer.BeginAsync(WritePriority.Bulk, cancel);
        foreach (var sql in new[] { WordsSql.Clear(database.Dialect), "delete from word_documents", "delete from stale_words", "update word_position set message = 0 where id = 1" })
            await write.Connection.ExecuteAsync(new CommandDefinition(sql, cancellationToken: cancel));
        await write.CommitAsideAsync(cancel);
    }

    private async Task<int> RunStepAsync(int limit, CancellationToken cancel)
    {
        var (position, rows) = await ReadAsync(limit, cancel);
        if (rows.Count == 0) return 0;

        // Read and split before the transaction begins: only the writing keeps others waiting.
        var readings = rows.Select(row => row.ToReading()).ToList();
        await using var write = await database.Writer.BeginAsync(WritePriority.Bulk, cancel);
        await WordWriting.SaveAsync(write, readings, position, cancel);
        return rows.Count;
    }

    private async Task<(long Position, List<Row> Rows)> ReadAsync(int limit, CancellationToken cancel)
    {
        await using var connection = await database.OpenReadAsync(cancel);
        var position = await connection.ExecuteScalarAsync<long>(new CommandDefinition(PositionSql, cancellationToken: cancel));
        var values = new { position, limit = (long)limit };
        var next = await ListAsync(connection, NextSql, values, cancel);
        return (position, next.Count > 0 ? next : await ListAsync(connection, StaleSql, values, cancel));
    }

    private static async Task<List<Row>> ListAsync(DbConnection connection, string sql, object values, CancellationToken cancel) =>
        (await connection.QueryAsync<Row>(new CommandDefinition(sql, values, cancellationToken: cancel))).AsList();

    private sealed class Row
    {
        public long Id { get; init; }
        public long? SentAt { get; init; }
        public byte[]? Digest { get; init; }
        public long? Encoding { get; init; }
        public byte[]? Content { get; init; }
        public long? Start { get; init; }
        public long? Size { get; init; }
        public long? Old { get; init; }

        public WordReading ToReading()
        {
            var old = Old is { } number ? new WordDocument(number) : (WordDocument?)null;
            return SentAt is null || Content is null || Digest is null
                ? new(Id, [], old, Document: null, Words: null)
                : new(Id, Digest, old, WordDocument.Of(Id, SentAt.Value, old), MessageWords.Of(MessageReader.Read(new StoredContent(Encoding ?? 0, Content).Decode(Start, Size ?? 0))));
        }
    }
}

/// <summary>How far the word index is, in numbers of messages (they are given in order of arrival).</summary>
/// <param name="Indexed">The last message that was read for its words.</param>
/// <param name="Last">The last message that is here.</param>
/// <param name="Stale">Messages read before that changed since, at most 1,000 counted.</param>
public sealed record WordPosition(long Indexed, long Last, long Stale)
{
    /// <summary>Every message can be found by its words.</summary>
    public bool IsCurrent => Indexed >= Last && Stale == 0;
}
