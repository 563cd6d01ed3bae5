using System.Collections.Immutable;
using System.Data.Common;
using System.Runtime.CompilerServices;
using Dapper;
using Tributary.Mail;
using Tributary.Patches;
using Tributary.Workflow;

namespace Tributary.Store;

/// <summary>Reads patches, pull requests and cover letters for Patchwork's downloads and addresses.</summary>
public sealed class SubmissionQueries(Database database)
{
    // So many messages with their replies stand in memory at once; more are read one batch after the other.
    private const int Batch = 25;
    private const int MostMoves = 100;

    private const string PlaceSql = """
        select pm.project, m.id as Message, m.message_id as MessageId, m.kind, target.message_id as Target, target.kind as TargetKind, pm.series,
            coalesce(p.name, c.name, m.subject) as Name
        from project_messages pm join messages m on m.id = pm.message left join messages target on target.id = pm.target
        left join patches p on p.message = pm.message and p.project = pm.project left join covers c on c.message = pm.message and c.project = pm.project
        where {which}
        """;

    private const string SeriesSql = "select project, name from series where id = @id";
    private const string MoveSql = "select moved_to from series_moves where id = @id";
    private const string PatchesSql = """
        select sp.message, sp.number from series_patches sp join messages m on m.id = sp.message where sp.series = @id order by sp.number, m.sent_at, m.message_id
        """;

    private const string StandingSql = "select id, message, state from patches where {ids}";
    private const string PersonSql = "select address from people where id = @id";

    private const string ReadSql = $$"""
        select pm.arrival as Number, m.id as Message, m.message_id as MessageId, p.name, p.written as Address, r.encoding, r.content, m.block_start as Start, m.size, u.email as DelegateAddress
        from project_messages pm join messages m on m.id = pm.message {{MessageBlocks.Join}} join people p on p.id = m.person
        left join patches t on t.message = m.id and t.project = pm.project left join users u on u.username = t.delegate
        where pm.project = @project and {ids}
        """;

    private const string RepliesSql = $$"""
        select pm.target, r.encoding, r.content, m.block_start as Start, m.size
        from project_messages pm join messages m on m.id = pm.message {{MessageBlocks.Join}}
        where pm.project = @project and pm.target is not null and {ids} and pm.message <> pm.target
        order by m.sent_at, m.message_id
        """;

    // What was said on the patch itself is in its replies. "cross join" keeps SQLite to the order: tags are found by series and patch.
    private const string TagsSql = """
        select t.patch, t.key, t.value
        from project_messages own cross join patch_tags t cross join project_messages source
        where own.project = @project and {ids} and t.series = own.series and t.patch = own.message
            and source.project = @project and source.message = t.source and (source.target is null or source.target <> t.patch)
        order by t.patch, t.position
        """;

    /// <summary>The message of a number in the API, or null.</summary>
    public Task<SubmissionPlace?> FindAsync(long number, CancellationToken cancel) => FindAsync("pm.arrival = @number", new { number }, cancel);

    /// <summary>The message of an id in a project, or null.</summary>
    public Task<SubmissionPlace?> FindAsync(long project, MessageId id, CancellationToken cancel) =>
        FindAsync("pm.project = @project and m.message_id = @message", new { project, message = Dialect.Clean(id.Value) }, cancel);

    /// <summary>The patches of a series by number (an old number of a series leads to the one that stays), or null.</summary>
    public async Task<SubmissionSeries?> FindSeriesAsync(SeriesId id, CancellationToken cancel)
    {
        await using var connection = await database.OpenReadAsync(cancel);
        for (var moves = 0; moves < MostMoves; moves++)
        {
            var values = new { id = id.Value };
            if (await connection.QueryFirstOrDefaultAsync<SeriesRow>(new CommandDefinition(SeriesSql, values, cancellationToken: cancel)) is { } row)
            {
                var patches = await connection.QueryAsync<PatchRow>(new CommandDefinition(PatchesSql, values, cancellationToken: cancel));
                return new(id, row.Project, row.Name, [.. patches.Select(patch => new NumberedPatch(patch.Message, (int)patch.Number))]);
            }

            if (await connection.ExecuteScalarAsync<long?>(new CommandDefinition(MoveSql, values, cancellationToken: cancel)) is not { } moved) return null;
            id = new(moved);
        }

        return null;
    }

    /// <summary>The messages and states of patches by their numbers in the API; those that are gone are left out.</summary>
    public async Task<IReadOnlyDictionary<long, PatchStanding>> ListPatchesAsync(IReadOnlyCollection<long> numbers, CancellationToken cancel)
    {
        await using var connection = await database.OpenReadAsync(cancel);
        var rows = await QueryAsync<StandingRow>(connection, StandingSql, "id", new { ids = database.Dialect.List(numbers) }, cancel);
        return rows.ToDictionary(row => row.Id, row => new PatchStanding(row.Message, (PatchState)row.State));
    }

    /// <summary>The address of a person by number, or null.</summary>
    public async Task<string?> FindPersonAsync(long id, CancellationToken cancel)
    {
        await using var connection = await database.OpenReadAsync(cancel);
        return await connection.ExecuteScalarAsync<string?>(new CommandDefinition(PersonSql, new { id }, cancellationToken: cancel));
    }

    /// <summary>Messages of a project in the order given, with their replies, read a few at a time; those that are gone are left out.</summary>
    /// <param name="project">The project's id.</param>
    /// <param name="messages">Their numbers in the database.</param>
    /// <param name="cancel">Ends it early.</param>
    public async IAsyncEnumerable<Submission> StreamAsync(long project, IReadOnlyCollection<long> messages, [EnumeratorCancellation] CancellationToken cancel)
    {
        foreach (var batch in messages.Chunk(Batch))
        {
            foreach (var submission in await ReadAsync(project, batch, cancel)) yield return submission;
        }
    }

    private async Task<SubmissionPlace?> FindAsync(string which, object values, CancellationToken cancel)
    {
        await using var connection = await database.OpenReadAsync(cancel);
        var row = await connection.QueryFirstOrDefaultAsync<PlaceRow>(new CommandDefinition(
            PlaceSql.Replace("{which}", which, StringComparison.Ordinal), values, cancellationToken: cancel));
        return row?.ToPlace();
    }

    private async Task<IReadOnlyList<Submission>> ReadAsync(long project, long[] messages, CancellationToken cancel)
    {
        await using var connection = await database.OpenReadAsync(cancel);
        var values = new { project, ids = database.Dialect.List(messages) };
        var rows = (await QueryAsync<SubmissionRow>(connection, ReadSql, "pm.message", values, cancel)).ToDictionary(row => row.Message);
        var replies = (await QueryAsync<ReplyRow>(connection, RepliesSql, "pm.target", values, cancel)).ToLookup(row => row.Target);
        var tags = (await QueryAsync<TagRow>(connection, TagsSql, "own.message", values, cancel)).ToLookup(row => row.Patch);
        return [.. messages.Where(rows.ContainsKey).Select(message => rows[message].ToSubmission(
            [.. replies[message].Select(reply => new StoredContent(reply.Encoding, reply.Content).Decode(reply.Start, reply.Size))],
            [.. tags[message].Select(tag => new Trailer(tag.Key, tag.Value))]))];
    }

    private Task<IEnumerable<T>> QueryAsync<T>(DbConnection connection, string sql, string column, object values, CancellationToken cancel) =>
        connection.QueryAsync<T>(new CommandDefinition(
            sql.Replace("{ids}", database.Dialect.In(column, "ids"), StringComparison.Ordinal), values, cancellationToken: cancel));

    private sealed class PlaceRow
    {
        public long Project { get; init; }
        public long Message { get; init; }
        public required string MessageId { get; init; }
        public long Kind { get; init; }
        public string? Target { get; init; }
        public long? TargetKind { get; init; }
        public long? Series { get; init; }
        public required string Name { get; init; }

        public SubmissionPlace ToPlace() => new()
        {
            Project = Project,
            Message = Message,
            Id = new(MessageId),
            Kind = (MailKind)Kind,
            Target = Target is null ? null : new MessageId(Target),
            TargetKind = (MailKind?)TargetKind,
            Series = Series is { } series ? new SeriesId(series) : null,
            Name = Name,
        };
    }

    private sealed class SeriesRow
    {
        public long Project { get; init; }
        public required string Name { get; init; }
    }

    private sealed class PatchRow
    {
        public long Message { get; init; }
        public long Number { get; init; }
    }

    private sealed class StandingRow
    {
        public long Id { get; init; }
        public long Message { get; init; }
        public long State { get; init; }
    }

    private sealed class SubmissionRow
    {
        public long Number { get; init; }
        public long Message { get; init; }
        public required string MessageId { get; init; }
        public required string Name { get; init; }
        public required string Address { get; init; }
        public long Encoding { get; init; }
        public required byte[] Content { get; init; }
        public long? Start { get; init; }
        public long Size { get; init; }
        public string? DelegateAddress { get; init; }

        public Submission ToSubmission(ImmutableArray<ReadOnlyMemory<byte>> replies, ImmutableArray<Trailer> tags) => new()
        {
            Number = Number,
            Id = new(MessageId),
            Raw = new StoredContent(Encoding, Content).Decode(Start, Size),
            Submitter = new(Name, Address),
            DelegateAddress = DelegateAddress,
            Replies = replies,
            TagsFromElsewhere = tags,
        };
    }

    private sealed class ReplyRow
    {
        public long Target { get; init; }
        public long Encoding { get; init; }
        public required byte[] Content { get; init; }
        public long? Start { get; init; }
        public long Size { get; init; }
    }

    private sealed class TagRow
    {
        public long Patch { get; init; }
        public required string Key { get; init; }
        public required string Value { get; init; }
    }
}

/// <summary>A series by what its mbox is made of.</summary>
/// <param name="Id">Its number, the one that stays.</param>
/// <param name="Project">The project's id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Patches">Its patches by number.</param>
public sealed record SubmissionSeries(SeriesId Id, long Project, string Name, ImmutableArray<NumberedPatch> Patches);

/// <summary>A patch and how it stands.</summary>
/// <param name="Message">The message's number in the database.</param>
/// <param name="State">Its state.</param>
public readonly record struct PatchStanding(long Message, PatchState State);

/// <summary>A patch of a series.</summary>
/// <param name="Message">The message's number in the database.</param>
/// <param name="Number">Its number in the series.</param>
public readonly record struct NumberedPatch(long Message, int Number);
