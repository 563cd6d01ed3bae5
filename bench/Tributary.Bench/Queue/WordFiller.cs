using System.Text;
using Dapper;
using Tributary.Store;

namespace Tributary.Bench;

/// <summary>Fills the word index of a made database: the newest messages, with texts as long as those of real mails.</summary>
internal sealed class WordFiller(Database database)
{
    // Words of a real mail's text and changed lines: 600 on average, the half of them frequent everywhere.
    private const int WordsEach = 300;
    private const int MessagesEach = 64;

    private static readonly string[] Everywhere =
    [
        "the", "to", "and", "of", "a", "in", "is", "for", "this", "that", "it", "on", "be", "with", "as", "not", "if", "by", "we", "from", "return", "int", "struct", "static", "void",
        "bpf", "kernel", "linux", "signed", "off", "reviewed", "com", "org", "selftests", "tools", "testing", "include", "net", "err", "fd",
    ];

    /// <summary>Indexes that many of the newest messages, if nothing is indexed yet.</summary>
    public async Task FillAsync(long most, CancellationToken cancel)
    {
        await using var connection = await database.OpenReadAsync(cancel);
        var position = await connection.ExecuteScalarAsync<long>("select message from word_position where id = 1");
        if (position > 0) return;
        var last = await connection.ExecuteScalarAsync<long>("select max(id) from messages");
        var rows = await connection.QueryAsync<(long Id, long SentAt, long Person, string Subject)>(
            "select id, sent_at, person, subject from messages where id > @from order by id", new { from = last - most });
        foreach (var batch in rows.Chunk(MessagesEach))
        {
            await using var write = await database.Writer.BeginAsync(WritePriority.Bulk, cancel);
            await WordWriting.SaveAsync(write, [.. batch.Select(row => Make(row.Id, row.SentAt, row.Person, row.Subject))], position, cancel);
            position = batch[^1].Id;
        }

        if (!database.Dialect.IsPostgres) return;
        await connection.ExecuteAsync("vacuum analyze message_words", commandTimeout: 600);
    }

    private static WordReading Make(long id, long sentAt, long person, string subject)
    {
        var random = new Random((int)id);
        var text = new StringBuilder();
        for (var i = random.Next(WordsEach * 2); i >= 0; i--)
            text.Append(random.Next(10) switch { < 5 => Everywhere[(int)(Everywhere.Length * Math.Pow(random.NextDouble(), 2))], < 8 => QueueShapes.Words.Pick(random), _ => QueueMaker.RareWord(random) }).Append(' ');
        var words = new MessageWords(MessageWords.Asked(subject), MessageWords.Asked($"First{person} Last{person % 1999} {QueueFiller.Address(person)}"), text.ToString().TrimEnd());
        return new(id, [], Old: null, WordDocument.Of(id, sentAt, before: null), words);
    }
}
