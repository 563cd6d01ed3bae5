using Dapper;

namespace Tributary.Store;

/// <summary>
/// The rows that hold several mails. Such a row has the number of the first of them, and the numbers of the others follow it; each message says where in it its
/// bytes begin. What happens to one of its messages takes it apart first: nothing of a mail that goes stays in it.
/// </summary>
internal static class MessageBlocks
{
    private const string BlocksSql = "select distinct block from messages where block is not null and";

    private const string MailsSql = """
        select m.id, m.block_start as Start, m.size, r.encoding, r.content from messages m join message_raws r on r.message = m.block
        where m.block is not null and
        """;

    private const string ApartSql = "update messages set block = null, block_start = null where";

    /// <summary>Joins a message <c>m</c> with the row <c>r</c> that holds its bytes.</summary>
    public const string Join = "join message_raws r on r.message = coalesce(m.block, m.id)";

    /// <summary>Gives each of these messages, and what lies in blocks with them, a row of its own.</summary>
    public static async Task TakeApartAsync(WriteTransaction write, IEnumerable<long> messages, CancellationToken cancel)
    {
        var blocks = (await write.Connection.QueryAsync<long>(new CommandDefinition(
            $"{BlocksSql} {write.Dialect.In("id", "ids")}", new { ids = write.Dialect.List(messages) }, cancellationToken: cancel))).ToHashSet();
        if (blocks.Count == 0) return;
        var numbers = new { ids = write.Dialect.List(blocks.SelectMany(static first => Enumerable.Range(0, StoredBlock.MostMails).Select(index => first + index)).Distinct()), blocks = write.Dialect.List(blocks) };
        var mine = $"{write.Dialect.In("id", "ids")} and {write.Dialect.In("block", "blocks")}";
        var rows = await write.Connection.QueryAsync<Row>(new CommandDefinition($"{MailsSql} {mine}", numbers, cancellationToken: cancel));
        var contents = rows.Select(static row => (row.Id, StoredContent.Of(new StoredContent(row.Encoding, row.Content).Decode(row.Start, row.Size)))).ToList();
        await MessageRows.SaveContentsAsync(write, contents, cancel);
        await write.Connection.ExecuteAsync(new CommandDefinition($"{ApartSql} {mine}", numbers, cancellationToken: cancel));
    }

    private sealed record Row(long Id, long Start, long Size, long Encoding, byte[] Content);
}
