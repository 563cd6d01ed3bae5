using Dapper;
using Tributary.Mail;

namespace Tributary.Store;

/// <summary>
/// People: one an address (in lower case), with the name of the newest of their messages that bears one (by date, then message
/// id) and the address as that message writes it, so that order of arrival changes nothing.
/// </summary>
public sealed class PeopleStore(WriteTransaction write)
{
    private const string FindSql = "select id, address, name, named_at as namedAt, named_in as namedIn, written from people where";
    private const string NewestSql = """
        select message_id as messageId, sent_at as sentAt, member from messages
        where person = @person and (sent_at, message_id) < (@before, @beforeId) order by sent_at desc, message_id desc limit 20
        """;

    private static readonly RowTarget PersonRows = new(
        "people", "id:n address:t name:t named_at:n named_in:t written:t words:t",
        "on conflict (id) do update set name = excluded.name, named_at = excluded.named_at, named_in = excluded.named_in, written = excluded.written, words = excluded.words");

    /// <summary>The ids of the people with these addresses (<see cref="Mailbox.Key"/>, cleaned).</summary>
    public async Task<IReadOnlyDictionary<string, long>> FindAsync(IReadOnlyCollection<string> addresses, CancellationToken cancel) =>
        (await LoadAsync(addresses, cancel)).ToDictionary(person => person.Address, person => person.Id);

    /// <summary>The names of the users with these addresses (in lower case), by address.</summary>
    public async Task<IReadOnlyDictionary<string, string>> FindUsersAsync(IReadOnlyCollection<string> addresses, CancellationToken cancel) =>
        (await write.Connection.QueryAsync<(string Email, string Username)>(new CommandDefinition(
            $"""
            select email, username from users where {write.Dialect.In("email", "addresses")}
            union all select a.address, u.username from user_addresses a join users u on u.id = a.user_id where {write.Dialect.In("a.address", "addresses")}
            """, new { addresses = write.Dialect.List(addresses) }, cancellationToken: cancel)))
        .ToDictionary(user => user.Email, user => user.Username);

    /// <summary>The key of a sender, as it is stored.</summary>
    public static string KeyOf(Mailbox mailbox) => Dialect.Clean(mailbox.Key);

    /// <summary>Makes sure that the senders of messages are there, under their newest names.</summary>
    /// <param name="mails">Each message with its number's order: new people get their ids in this order.</param>
    /// <param name="cancel">Ends it early.</param>
    /// <returns>The ids by <see cref="KeyOf"/>.</returns>
    internal async Task<IReadOnlyDictionary<string, long>> AddAsync(IReadOnlyCollection<NewMessage> mails, CancellationToken cancel)
    {
        var known = (await LoadAsync([.. mails.Select(mail => KeyOf(mail.Member!.From)).Distinct()], cancel)).ToDictionary(person => person.Address);
        var changed = new HashSet<string>();
        var added = new List<string>();
        foreach (var mail in mails)
        {
            var member = mail.Member!;
            var address = KeyOf(member.From);
            if (!known.TryGetValue(address, out var person))
            {
                person = new(0, address, "", 0, "", address);
                added.Add(address);
                changed.Add(address);
            }

            if (person.NamedAt < 0)
            {
                // A rebuild wants every row written again, those of the nameless too.
                person = person with { NamedAt = 0 };
                changed.Add(address);
            }

            known[address] = person.Or(new(0, address, Dialect.Clean(member.From.Name), Micros.From(member.Date), Dialect.Clean(member.Id.Value), Dialect.Clean(member.From.Address)));
            if (known[address] != person) changed.Add(address);
        }

        var next = added.Count == 0 ? 0 : await IdLedger.TakeAsync(write, "people", added.Count, cancel);
        foreach (var address in added) known[address] = known[address] with { Id = next++ };
        await SaveAsync(changed.Order(StringComparer.Ordinal).Select(address => known[address]), cancel);
        return known.ToDictionary(pair => pair.Key, pair => pair.Value.Id);
    }

    /// <summary>Takes the name of a person from the messages that are left, after one was taken away or changed.</summary>
    internal async Task RenameAsync(IReadOnlyCollection<long> people, CancellationToken cancel)
    {
        if (people.Count == 0) return;
        var rows = await write.Connection.QueryAsync<Person>(new CommandDefinition(
            $"{FindSql} {write.Dialect.In("id", "ids")}", new { ids = write.Dialect.List(people) }, cancellationToken: cancel));
        var renamed = new List<Person>();
        foreach (var person in rows)
        {
            renamed.Add(await FindNewestAsync(person, cancel));
        }

        await SaveAsync(renamed, cancel);
    }

    private async Task<Person> FindNewestAsync(Person person, CancellationToken cancel)
    {
        var (before, beforeId) = (long.MaxValue, "");
        while (true)
        {
            var page = (await write.Connection.QueryAsync<Named>(
                new CommandDefinition(NewestSql, new { person = person.Id, before, beforeId }, cancellationToken: cancel))).ToList();
            if (page.Select(row => row.ToPerson(person)).FirstOrDefault(named => named.Name.Length > 0) is { } found) return found;
            if (page.Count == 0) break;
            (before, beforeId) = (page[^1].SentAt, page[^1].MessageId);
        }

        return person with { Name = "", NamedAt = 0, NamedIn = "", Written = person.Address };
    }

    private async Task<IEnumerable<Person>> LoadAsync(IReadOnlyCollection<string> addresses, CancellationToken cancel) =>
        await write.Connection.QueryAsync<Person>(new CommandDefinition(
            $"{FindSql} {write.Dialect.In("address", "addresses")}", new { addresses = write.Dialect.List(addresses) }, cancellationToken: cancel));

    private async Task SaveAsync(IEnumerable<Person> people, CancellationToken cancel)
    {
        var rows = write.Write(PersonRows);
        foreach (var person in people)
            rows.Add(person.Id).Add(person.Address).Add(person.Name).Add(person.NamedAt).Add(person.NamedIn).Add(person.Written)
                .Add(NameWords.Of($"{person.Name} {person.Address}")).EndRow();
        await rows.FlushAsync(cancel);
    }

    private sealed record Person(long Id, string Address, string Name, long NamedAt, string NamedIn, string Written)
    {
        // The newer name, where there is one.
        public Person Or(Person other)
        {
            if (other.Name.Length == 0) return this;
            var isNewer = other.NamedAt != NamedAt ? other.NamedAt > NamedAt : string.CompareOrdinal(other.NamedIn, NamedIn) > 0;
            return isNewer ? other with { Id = Id } : this;
        }
    }

    private sealed record Named(string MessageId, long SentAt, byte[] Member)
    {
        public Person ToPerson(Person person)
        {
            var from = MemberPacking.Unpack(Member).Member.From;
            return new(person.Id, person.Address, Dialect.Clean(from.Name), SentAt, MessageId, Dialect.Clean(from.Address));
        }
    }
}
