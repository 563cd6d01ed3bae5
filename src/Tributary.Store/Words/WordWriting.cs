using Dapper;

namespace Tributary.Store;

/// <summary>A message that was read for its words.</summary>
/// <param name="Message">Its number.</param>
/// <param name="Digest">The digest of the bytes that were read.</param>
/// <param name="Old">The document of its words so far, or null.</param>
/// <param name="Document">The document of the words now; null if the message is gone.</param>
/// <param name="Words">Its words; null if it is gone.</param>
internal sealed record WordReading(long Message, byte[] Digest, WordDocument? Old, WordDocument? Document, MessageWords? Words);

/// <summary>Writes the words of messages, and up to where messages were read.</summary>
internal static class WordWriting
{
    // SQLite's index keeps no text, so a document cannot be taken out of it: word_documents no longer names it, and no search gives it.
    private const string ForgetSql = "delete from word_documents where message = @message";
    private const string ForgetPostgresSql = "delete from message_words where document = @old";
    private const string NameSql = "insert into word_documents (message, document) values (@message, @document)";
    private const string InsertSql = "insert into message_words (rowid, subject, sender, body) values (@document, @subject, @sender, @text)";
    private const string InsertPostgresSql = "insert into message_words (document, words) values (@document, cast(@vector as tsvector)) on conflict (document) do update set words = excluded.words";

    // If the bytes changed again since they were read, the message stays on the list.
    private const string FreshSql = """
        delete from stale_words where message = @message and not exists (select 1 from messages where id = @message and digest <> @digest)
        """;

    private const string MoveSql = "update word_position set message = @next where id = 1 and message = @position";

    /// <summary>Saves some readings and the new position; nothing if another indexer was faster.</summary>
    public static async Task SaveAsync(WriteTransaction write, IReadOnlyCollection<WordReading> readings, long position, CancellationToken cancel)
    {
        var next = Math.Max(position, readings.Max(reading => reading.Message));
        if (await ExecuteAsync(MoveSql, new { next, position }) == 0) return;
        foreach (var reading in readings.Where(reading => reading.Message <= position))
        {
            var old = new { message = reading.Message, old = reading.Old?.Number, digest = reading.Digest };
            if (write.Dialect.IsPostgres && reading.Old is not null) await ExecuteAsync(ForgetPostgresSql, old);
            await ExecuteAsync(ForgetSql, old);
            await ExecuteAsync(FreshSql, old);
        }

        // In order of their numbers: SQLite's index begins a new segment at every step back.
        foreach (var reading in readings.Where(reading => reading.Document is not null).OrderBy(reading => reading.Document!.Value.Number)) await AddAsync(reading);
        await write.CommitAsideAsync(cancel);

        async Task AddAsync(WordReading reading)
        {
            var document = reading.Document!.Value.Number;
            await ExecuteAsync(NameSql, new { message = reading.Message, document });
            var words = reading.Words!;
            if (write.Dialect.IsPostgres) await ExecuteAsync(InsertPostgresSql, new { document, vector = WordsSql.Vector(words) });
            else await ExecuteAsync(InsertSql, new { document, subject = words.Subject, sender = words.Sender, text = words.Text });
        }

        Task<int> ExecuteAsync(string sql, object values) => write.Connection.ExecuteAsync(new CommandDefinition(sql, values, cancellationToken: cancel));
    }
}
