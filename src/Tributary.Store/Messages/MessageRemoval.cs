using Dapper;
using Tributary.Mail;

namespace Tributary.Store;

/// <summary>Takes back what a source took back: a message is gone from the project unless another of its sources holds it.</summary>
public sealed class MessageRemoval(WriteTransaction write, long project, long source)
{
    private const string LeftSql = """
        select ms.message, s.project, ms.digest from message_sources ms join sources s on s.id = ms.source where
        """;

    private const string CopySql = "select encoding, content from message_copies where message = @message and digest = @digest";
    private const string DropCopySql = "delete from message_copies where message = @message and digest = @digest";

    private static readonly RowTarget Removed = new("removed_messages", "message_id:t message:n");

    private readonly MemberChanges changes = new(write);

    /// <summary>Takes messages back.</summary>
    /// <returns>What changed, by project.</returns>
    public async Task<IReadOnlyDictionary<long, List<MemberChange>>> RunAsync(IReadOnlyCollection<MessageId> ids, CancellationToken cancel)
    {
        var known = await KnownMessages.FindAsync(write, project, [.. ids.Select(id => Dialect.Clean(id.Value)).Distinct()], cancel);
        if (known.Count == 0) return changes.ByProject;
        var list = new { source, ids = write.Dialect.List(known.Values.Select(message => message.Id)) };
        await ExecuteAsync($"delete from message_sources where source = @source and {write.Dialect.In("message", "ids")}", list, cancel);
        return await SettleAsync(known.Values, cancel);
    }

    /// <summary>Takes back what the source held before it was read again from its start, and holds no more (<see cref="SourceReading"/>).</summary>
    /// <param name="limit">How many at once.</param>
    /// <param name="cancel">Ends it early.</param>
    /// <returns>What changed, by project; null when nothing is left to take back.</returns>
    public async Task<IReadOnlyDictionary<long, List<MemberChange>>?> RunUnseenAsync(int limit, CancellationToken cancel)
    {
        var ids = await new SourceReading(write, source).ReleaseAsync(limit, cancel);
        if (ids.Count == 0) return null;
        return await SettleAsync((await KnownMessages.FindAsync(write, project, ids, cancel)).Values, cancel);
    }

    // Once the source has let go of them: where that leaves them.
    private async Task<IReadOnlyDictionary<long, List<MemberChange>>> SettleAsync(IEnumerable<KnownMessage> known, CancellationToken cancel)
    {
        var byId = known.ToDictionary(message => message.Id);
        var list = new { ids = write.Dialect.List(byId.Keys) };
        var left = (await write.Connection.QueryAsync<Left>(
            new CommandDefinition($"{LeftSql} {write.Dialect.In("ms.message", "ids")}", list, cancellationToken: cancel))).ToLookup(row => row.Message);
        await LeaveProjectAsync([.. byId.Keys.Where(id => byId[id].Arrival is not null && !left[id].Any(row => row.Project == project))], cancel);
        await DropAsync([.. byId.Values.Where(message => !left.Contains(message.Id))], cancel);
        foreach (var message in byId.Values.Where(message => left.Contains(message.Id)))
            await KeepLeftAsync(message, [.. left[message.Id].Select(row => row.Digest).DistinctBy(Convert.ToHexString)], cancel);
        return changes.ByProject;
    }

    private async Task LeaveProjectAsync(List<long> messages, CancellationToken cancel)
    {
        if (messages.Count == 0) return;
        var members = await new MemberLoader(write, project, new ClusterCache()).LoadAsync(messages, cancel);
        foreach (var member in members) changes.Add(project, new(member, After: null));
        await LeftMessages.KeepAsync(write, project, messages, cancel);
        await ExecuteAsync(
            $"delete from project_messages where project = @project and {write.Dialect.In("message", "ids")}",
            new { project, ids = write.Dialect.List(messages) }, cancel);
    }

    private async Task DropAsync(List<KnownMessage> messages, CancellationToken cancel)
    {
        if (messages.Count == 0) return;
        var list = new { ids = write.Dialect.List(messages.Select(message => message.Id)) };
        await MessageBlocks.TakeApartAsync(write, messages.Select(message => message.Id), cancel);
        await ExecuteAsync($"delete from messages where {write.Dialect.In("id", "ids")}", list, cancel);
        await ExecuteAsync($"delete from message_raws where {write.Dialect.In("message", "ids")}", list, cancel);
        await ExecuteAsync($"delete from message_copies where {write.Dialect.In("message", "ids")}", list, cancel);
        var rows = write.Write(Removed);
        foreach (var message in messages) rows.Add(message.MessageId).Add(message.Id).EndRow();
        await rows.FlushAsync(cancel);
        await new PeopleStore(write).RenameAsync([.. messages.Select(message => message.Person).Distinct()], cancel);
    }

    // Bytes that no source holds any more go; where those were the canonical ones, the next copy takes their place.
    private async Task KeepLeftAsync(KnownMessage message, List<byte[]> left, CancellationToken cancel)
    {
        foreach (var copy in (await KnownMessages.FindCopiesAsync(write, [message.Id], cancel))[message.Id])
        {
            if (!left.Exists(digest => digest.AsSpan().SequenceEqual(copy)))
                await ExecuteAsync(DropCopySql, new { message = message.Id, digest = copy }, cancel);
        }

        if (left.Exists(digest => digest.AsSpan().SequenceEqual(message.Digest))) return;
        var mails = new List<NewMessage>();
        foreach (var digest in left)
        {
            var row = await write.Connection.QuerySingleAsync<Copy>(
                new CommandDefinition(CopySql, new { message = message.Id, digest }, cancellationToken: cancel));
            mails.Add(NewMessage.Read(new StoredContent(row.Encoding, row.Content).Decode()));
        }

        mails.Sort(ArrivingMessage.Compare);
        await ExecuteAsync(DropCopySql, new { message = message.Id, digest = mails[0].Digest.ToArray() }, cancel);
        await changes.ReplaceAsync([(message.Id, mails[0])], [message.Person], cancel);
    }

    private Task<int> ExecuteAsync(string sql, object parameters, CancellationToken cancel) =>
        write.Connection.ExecuteAsync(new CommandDefinition(sql, parameters, cancellationToken: cancel));

    private sealed record Left(long Message, long Project, byte[] Digest);

    private sealed record Copy(long Encoding, byte[] Content);
}
