using System.Collections.Immutable;
using Dapper;
using Tributary.Patches;

namespace Tributary.Store;

/// <summary>
/// Takes mail in. A message is kept once, whatever the number of lists it came by; other bytes under its Message-Id are kept as
/// copies, and the canonical ones are those with the earliest date, then the smallest digest: a function of the set.
/// </summary>
public sealed class MessageStore(WriteTransaction write, long project, long source)
{
    private const string KeepCopySql = """
        insert into message_copies (message, digest, encoding, content)
        select r.message, m.digest, r.encoding, r.content from message_raws r join messages m on m.id = r.message where
        """;

    private const string MembersSql = "select id, member from messages where";

    private readonly MemberChanges changes = new(write);

    /// <summary>The source is read again from its start: what it holds is noted (<see cref="SourceReading"/>).</summary>
    public bool IsAnew { get; init; }

    /// <summary>Adds a batch.</summary>
    public async Task<AddedMessages> AddAsync(IReadOnlyList<NewMessage> mails, CancellationToken cancel)
    {
        var quarantined = await QuarantineStore.AddAsync(write, (project, source), [.. mails.Where(mail => mail.Member is null)], cancel);
        var arriving = Group(mails);
        if (arriving.Count == 0) return new(changes.ByProject, 0, mails.Count - quarantined, quarantined);
        var known = await KnownMessages.FindAsync(write, project, [.. arriving.Select(message => message.MessageId)], cancel);
        foreach (var message in arriving)
        {
            message.Known = known.GetValueOrDefault(message.MessageId);
            message.Id = message.Known?.Id ?? 0;
        }

        await AddNewAsync([.. arriving.Where(message => message.Known is null)], cancel);
        await AddKnownAsync([.. arriving.Where(message => message.Known is not null)], cancel);
        var held = arriving.SelectMany(message => message.Versions.Select(mail => (message.Id, mail.Digest)));
        await MessageRows.SaveSourcesAsync(write, source, held, cancel);
        if (IsAnew) await new SourceReading(write, source).NoteAsync(held, cancel);
        var added = arriving.Count(message => message.Known?.Arrival is null);
        return new(changes.ByProject, added, mails.Count - quarantined - added, quarantined);
    }

    private static List<ArrivingMessage> Group(IReadOnlyList<NewMessage> mails)
    {
        var messages = new List<ArrivingMessage>(mails.Count);
        var byId = new Dictionary<string, ArrivingMessage>(mails.Count);
        foreach (var mail in mails)
        {
            if (mail.Member is null) continue;
            var id = Dialect.Clean(mail.Member.Id.Value);
            if (!byId.TryGetValue(id, out var message))
            {
                byId.Add(id, message = new(id));
                messages.Add(message);
            }

            message.Add(mail);
        }

        return messages;
    }

    private async Task AddNewAsync(List<ArrivingMessage> messages, CancellationToken cancel)
    {
        if (messages.Count == 0) return;
        var removed = await KnownMessages.TakeRemovedAsync(write, [.. messages.Select(message => message.MessageId)], cancel);
        var next = await IdLedger.TakeAsync(write, "messages", messages.Count, cancel);
        foreach (var message in messages) message.Id = removed.TryGetValue(message.MessageId, out var before) ? before : next++;
        var people = await new PeopleStore(write).AddAsync([.. messages.Select(message => message.Versions[0])], cancel);
        await MessageRows.SaveAsync(write, messages.ConvertAll(message => (message.Id, message.Versions[0])), people, cancel);
        await MessageRows.SaveCopiesAsync(write, messages.SelectMany(CopiesOf), cancel);
        var members = await ArriveAsync(messages.ConvertAll(message => (message.Id, message.Versions[0].Member!, message.Versions[0].Keys)), removed.Values, cancel);
        foreach (var member in members) member.Person = people[PeopleStore.KeyOf(member.Member.From)];
        await changes.AddAsync(project, members, [.. removed.Values], cancel);
    }

    private static IEnumerable<(long Id, ReadOnlyMemory<byte> Digest, StoredContent Content)> CopiesOf(ArrivingMessage message) =>
        message.Versions.Skip(1).Select(mail => (message.Id, mail.Digest, mail.Content));

    private async Task AddKnownAsync(List<ArrivingMessage> messages, CancellationToken cancel)
    {
        if (messages.Count == 0) return;
        var different = messages.Where(message => message.Versions.Any(mail => !mail.Digest.Span.SequenceEqual(message.Known!.Digest))).ToList();
        var copies = await KnownMessages.FindCopiesAsync(write, [.. different.Select(message => message.Id)], cancel);
        var kept = new List<(long, ReadOnlyMemory<byte>, StoredContent)>();
        var better = new List<(long Id, NewMessage Mail)>();
        foreach (var message in different)
        {
            var fresh = message.Versions.Where(mail =>
                !mail.Digest.Span.SequenceEqual(message.Known!.Digest) && !copies[message.Id].Any(copy => mail.Digest.Span.SequenceEqual(copy))).ToList();
            if (fresh.Count > 0 && message.Known!.IsAfter(fresh[0]))
            {
                better.Add((message.Id, fresh[0]));
                fresh.RemoveAt(0);
            }

            kept.AddRange(fresh.Select(mail => (message.Id, mail.Digest, mail.Content)));
        }

        await MessageRows.SaveCopiesAsync(write, kept, cancel);
        await ReplaceAsync(better, [.. messages.Where(message => better.Exists(pair => pair.Id == message.Id)).Select(message => message.Known!.Person)], cancel);
        await JoinAsync([.. messages.Where(message => message.Known!.Arrival is null).Select(message => message.Id)], cancel);
    }

    // Known by another project: it is new to this one.
    private async Task JoinAsync(List<long> messages, CancellationToken cancel)
    {
        if (messages.Count == 0) return;
        var rows = await write.Connection.QueryAsync<MemberRow>(new CommandDefinition(
            $"{MembersSql} {write.Dialect.In("id", "ids")} order by id", new { ids = write.Dialect.List(messages) }, cancellationToken: cancel));
        var joining = new List<(long, ThreadMember, ImmutableArray<long>)>(messages.Count);
        foreach (var row in rows)
        {
            var (member, keys) = MemberPacking.Unpack(row.Member);
            joining.Add((row.Id, member, keys));
        }

        await changes.AddAsync(project, await ArriveAsync(joining, messages, cancel), [.. messages], cancel);
    }

    // The next numbers of arrival; those that may have been here before get theirs again.
    private async Task<List<StoredMember>> ArriveAsync(
        List<(long Id, ThreadMember Member, ImmutableArray<long> Keys)> messages, IReadOnlyCollection<long> known, CancellationToken cancel)
    {
        var left = await LeftMessages.TakeAsync(write, project, known, cancel);
        var arrival = messages.Count == left.Count ? 0 : await IdLedger.TakeAsync(write, "arrivals", messages.Count - left.Count, cancel);
        var members = new List<StoredMember>(messages.Count);
        foreach (var (id, member, keys) in messages)
        {
            var isReturning = left.TryGetValue(id, out var number);
            members.Add(new(id, member, keys) { Arrival = isReturning ? number : arrival++, IsReturning = isReturning });
        }

        return members;
    }

    private async Task ReplaceAsync(List<(long Id, NewMessage Mail)> better, ImmutableArray<long> people, CancellationToken cancel)
    {
        if (better.Count == 0) return;
        await MessageBlocks.TakeApartAsync(write, better.Select(pair => pair.Id), cancel);
        await write.Connection.ExecuteAsync(new CommandDefinition(
            $"{KeepCopySql} {write.Dialect.In("r.message", "ids")}", new { ids = write.Dialect.List(better.Select(pair => pair.Id)) }, cancellationToken: cancel));
        await changes.ReplaceAsync(better, people, cancel);
    }

    private sealed record MemberRow(long Id, byte[] Member);
}

/// <summary>What became of a batch.</summary>
/// <param name="Changes">What changed, by project: another project may hold a message whose canonical bytes are others now.</param>
/// <param name="Added">Messages that are new to the project.</param>
/// <param name="Duplicates">Mails that the project had.</param>
/// <param name="Quarantined">Mails that could not be read, and were not seen before.</param>
public sealed record AddedMessages(IReadOnlyDictionary<long, List<MemberChange>> Changes, int Added, int Duplicates, int Quarantined);
