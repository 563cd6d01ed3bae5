namespace Tributary.Store;

/// <summary>How messages lie in their tables.</summary>
internal static class MessageRows
{
    private const string Facts = "id:n message_id:t digest:b sent_at:n person:n kind:n subject:t size:n member:b";

    private const string FactsAnew = """
        on conflict (id) do update set digest = excluded.digest, sent_at = excluded.sent_at, person = excluded.person, kind = excluded.kind,
        subject = excluded.subject, size = excluded.size, member = excluded.member
        """;

    private static readonly RowTarget Derived = new("messages", Facts, FactsAnew);

    private static readonly RowTarget Messages = new(
        "messages", $"{Facts} block:n block_start:n", $"{FactsAnew}, block = excluded.block, block_start = excluded.block_start");

    private static readonly RowTarget Raws = new(
        "message_raws", "message:n encoding:n content:b", "on conflict (message) do update set encoding = excluded.encoding, content = excluded.content");

    private static readonly RowTarget Copies = new("message_copies", "message:n digest:b encoding:n content:b", "on conflict (message, digest) do nothing");

    private static readonly RowTarget Sources = new("message_sources", "message:n source:n digest:b", "on conflict (message, source, digest) do nothing");

    /// <summary>Writes the canonical bytes of messages and all that stands in their rows; new ones and changed ones.</summary>
    /// <param name="write">In this transaction.</param>
    /// <param name="mails">The messages. Those whose numbers follow each other and that fill a block go into one row.</param>
    /// <param name="people">The numbers of the senders.</param>
    /// <param name="cancel">Ends it early.</param>
    public static async Task SaveAsync(
        WriteTransaction write, IReadOnlyList<(long Id, NewMessage Mail)> mails, IReadOnlyDictionary<string, long> people, CancellationToken cancel)
    {
        var messages = write.Write(Messages);
        var contents = write.Write(Raws);
        for (var at = 0; at < mails.Count;)
        {
            var (first, block) = (mails[at].Id, mails[at].Mail.Block);
            var isBlock = block.Mails > 1 && IsWhole(mails, at);
            contents.Add(first);
            AddContent(contents, isBlock ? block.Content : mails[at].Mail.Content);
            for (var end = at + (isBlock ? block.Mails : 1); at < end; at++)
            {
                AddFacts(messages, mails[at], people);
                (isBlock ? messages.Add(first).Add((long)mails[at].Mail.Start) : messages.AddNull().AddNull()).EndRow();
            }
        }

        await messages.FlushAsync(cancel);
        await contents.FlushAsync(cancel);
    }

    /// <summary>Writes what is read from messages again; where their bytes lie stays.</summary>
    public static async Task SaveDerivedAsync(
        WriteTransaction write, IReadOnlyList<(long Id, NewMessage Mail)> mails, IReadOnlyDictionary<string, long> people, CancellationToken cancel)
    {
        var messages = write.Write(Derived);
        foreach (var mail in mails)
        {
            AddFacts(messages, mail, people);
            messages.EndRow();
        }

        await messages.FlushAsync(cancel);
    }

    /// <summary>Writes bytes of messages into rows of their own.</summary>
    public static async Task SaveContentsAsync(WriteTransaction write, IEnumerable<(long Id, StoredContent Content)> mails, CancellationToken cancel)
    {
        var contents = write.Write(Raws);
        foreach (var (id, content) in mails)
        {
            contents.Add(id);
            AddContent(contents, content);
        }

        await contents.FlushAsync(cancel);
    }

    /// <summary>Writes copies that are not canonical.</summary>
    public static async Task SaveCopiesAsync(
        WriteTransaction write, IEnumerable<(long Id, ReadOnlyMemory<byte> Digest, StoredContent Content)> mails, CancellationToken cancel)
    {
        var copies = write.Write(Copies);
        foreach (var (id, digest, content) in mails) copies.Add(id).Add(digest).Add(content.Encoding).Add(content.Bytes).EndRow();
        await copies.FlushAsync(cancel);
    }

    /// <summary>Writes which bytes came by a source.</summary>
    public static async Task SaveSourcesAsync(
        WriteTransaction write, long source, IEnumerable<(long Id, ReadOnlyMemory<byte> Digest)> mails, CancellationToken cancel)
    {
        var sources = write.Write(Sources);
        foreach (var (id, digest) in mails) sources.Add(id).Add(source).Add(digest).EndRow();
        await sources.FlushAsync(cancel);
    }

    // All mails of the block are here, under numbers that follow each other: by those the block is found again (MessageBlocks).
    private static bool IsWhole(IReadOnlyList<(long Id, NewMessage Mail)> mails, int at)
    {
        var (first, block) = (mails[at].Id, mails[at].Mail.Block);
        if (at + block.Mails > mails.Count) return false;
        for (var index = 0; index < block.Mails; index++)
        {
            if (mails[at + index].Mail.Block != block || mails[at + index].Id != first + index) return false;
        }

        return true;
    }

    private static void AddFacts(RowWriter messages, (long Id, NewMessage Mail) message, IReadOnlyDictionary<string, long> people)
    {
        var (id, mail) = message;
        var member = mail.Member!;
        messages.Add(id).Add(member.Id.Value).Add(mail.Digest).Add(Micros.From(member.Date)).Add(people[PeopleStore.KeyOf(member.From)])
            .Add((long)member.Kind).Add(member.Subject.Raw).Add(mail.Size).Add(mail.Packed);
    }

    private static void AddContent(RowWriter contents, StoredContent content) => contents.Add(content.Encoding).Add(content.Bytes).EndRow();
}
