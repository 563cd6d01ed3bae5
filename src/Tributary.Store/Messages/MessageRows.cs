namespace Tributary.Store;

/// <summary>How messages lie in their tables.</summary>
internal static class MessageRows
{
    private static readonly RowTarget Messages = new(
        "messages", "id:n message_id:t digest:b sent_at:n person:n kind:n subject:t size:n member:b",
        """
        on conflict (id) do update set digest = excluded.digest, sent_at = excluded.sent_at, person = excluded.person, kind = excluded.kind,
        subject = excluded.subject, size = excluded.size, member = excluded.member
        """);

    private static readonly RowTarget Raws = new(
        "message_raws", "message:n encoding:n content:b", "on conflict (message) do update set encoding = excluded.encoding, content = excluded.content");

    private static readonly RowTarget Copies = new("message_copies", "message:n digest:b encoding:n content:b", "on conflict (message, digest) do nothing");

    private static readonly RowTarget Sources = new("message_sources", "message:n source:n digest:b", "on conflict (message, source, digest) do nothing");

    /// <summary>Writes the canonical bytes of messages and all that stands in their rows; new ones and changed ones.</summary>
    public static async Task SaveAsync(
        WriteTransaction write, IEnumerable<(long Id, NewMessage Mail)> mails, IReadOnlyDictionary<string, long> people, CancellationToken cancel)
    {
        var messages = write.Write(Messages);
        var contents = write.Write(Raws);
        foreach (var (id, mail) in mails)
        {
            var member = mail.Member!;
            messages.Add(id).Add(member.Id.Value).Add(mail.Digest).Add(Micros.From(member.Date)).Add(people[PeopleStore.KeyOf(member.From)])
                .Add((long)member.Kind).Add(member.Subject.Raw).Add(mail.Size).Add(mail.Packed).EndRow();
            contents.Add(id).Add(mail.Content.Encoding).Add(mail.Content.Bytes).EndRow();
        }

        await messages.FlushAsync(cancel);
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
}
