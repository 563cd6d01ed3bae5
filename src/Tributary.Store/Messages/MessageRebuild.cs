using Dapper;

namespace Tributary.Store;

/// <summary>Reads the kept mail again and writes all that is derived from single messages: rows, people, keys. Numbers stay.</summary>
public sealed class MessageRebuild(WriteTransaction write)
{
    private const string PageSql = $"""
        select m.id, m.digest, r.encoding, r.content, m.block_start as Start, m.size from messages m {MessageBlocks.Join}
        where m.id > @after order by m.id limit @limit
        """;

    private const string CopiesSql = "select message as id, digest, encoding, content from message_copies where";
    private const string HoldersSql = "select project, message from project_messages where";

    private static readonly RowTarget KeyRows = new("cluster_keys", "project:n key:n message:n");

    /// <summary>Forgets what is derived, before the first page.</summary>
    public async Task BeginAsync(CancellationToken cancel)
    {
        await write.Connection.ExecuteAsync(new CommandDefinition("delete from cluster_keys", cancellationToken: cancel));
        await write.Connection.ExecuteAsync(new CommandDefinition("update people set name = '', named_at = -1, named_in = '', written = address", cancellationToken: cancel));
    }

    /// <summary>After the last page: people without a message are nameless.</summary>
    public Task EndAsync(CancellationToken cancel) =>
        write.Connection.ExecuteAsync(new CommandDefinition("update people set named_at = 0 where named_at < 0", cancellationToken: cancel));

    /// <summary>Reads a page of messages again.</summary>
    /// <param name="after">The number of the last message of the page before; 0 at first.</param>
    /// <param name="limit">Messages a page.</param>
    /// <param name="cancel">Ends it early.</param>
    /// <returns>The number of the last message of this page, or null when there is none.</returns>
    public async Task<long?> RunPageAsync(long after, int limit, CancellationToken cancel)
    {
        var rows = (await write.Connection.QueryAsync<Row>(new CommandDefinition(PageSql, new { after, limit = (long)limit }, cancellationToken: cancel))).ToList();
        if (rows.Count == 0) return null;
        var list = new { ids = write.Dialect.List(rows.Select(row => row.Id)) };
        var copies = (await write.Connection.QueryAsync<Row>(
            new CommandDefinition($"{CopiesSql} {write.Dialect.In("message", "ids")}", list, cancellationToken: cancel))).ToLookup(row => row.Id);

        // What this program cannot read, though an older one did, keeps the rows that it has.
        var read = rows.AsParallel().AsOrdered().WithCancellation(cancel)
            .Select(row => (row.Id, Stored: row.Digest, Mails: ReadAll([row, .. copies[row.Id]]))).Where(one => one.Mails.Count > 0).ToList();
        var canonical = read.ConvertAll(one => (one.Id, Mail: one.Mails[0]));
        var people = await new PeopleStore(write).AddAsync([.. canonical.Select(one => one.Mail)], cancel);
        await MessageRows.SaveDerivedAsync(write, canonical, people, cancel);
        foreach (var (id, stored, mails) in read.Where(one => !one.Mails[0].Digest.Span.SequenceEqual(one.Stored))) await SwapAsync(id, mails, cancel);
        await SaveKeysAsync(canonical.ToDictionary(one => one.Id, one => one.Mail), list, cancel);
        return rows[^1].Id;
    }

    private static List<NewMessage> ReadAll(IEnumerable<Row> rows)
    {
        var mails = rows.Select(row => NewMessage.Read(new StoredContent(row.Encoding, row.Content).Decode(row.Start, row.Size))).Where(mail => mail.Member is not null).ToList();
        mails.Sort(ArrivingMessage.Compare);
        return mails;
    }

    // A reader that takes another date from a mail may choose another copy.
    private async Task SwapAsync(long id, List<NewMessage> mails, CancellationToken cancel)
    {
        await MessageBlocks.TakeApartAsync(write, [id], cancel);
        await MessageRows.SaveContentsAsync(write, [(id, mails[0].Content)], cancel);
        await write.Connection.ExecuteAsync(new CommandDefinition("delete from message_copies where message = @id", new { id }, cancellationToken: cancel));
        await MessageRows.SaveCopiesAsync(write, mails.Skip(1).Select(mail => (id, mail.Digest, mail.Content)), cancel);
    }

    private async Task SaveKeysAsync(Dictionary<long, NewMessage> mails, object list, CancellationToken cancel)
    {
        var holders = await write.Connection.QueryAsync<Holder>(
            new CommandDefinition($"{HoldersSql} {write.Dialect.In("message", "ids")}", list, cancellationToken: cancel));
        var rows = write.Write(KeyRows);
        foreach (var (project, key, message) in holders.Where(holder => mails.ContainsKey(holder.Message))
            .SelectMany(holder => mails[holder.Message].Keys.Select(key => (holder.Project, key, holder.Message))).Order())
            rows.Add(project).Add(key).Add(message).EndRow();
        await rows.FlushAsync(cancel);
    }

    private sealed record Row
    {
        public long Id { get; init; }
        public byte[] Digest { get; init; } = [];
        public long Encoding { get; init; }
        public byte[] Content { get; init; } = [];
        public long? Start { get; init; }
        public long Size { get; init; }
    }

    private sealed record Holder(long Project, long Message);
}
