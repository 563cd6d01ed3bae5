using System.Collections.Immutable;
using System.Data.Common;
using Dapper;
using Tributary.Mail;
using Tributary.Patches;

namespace Tributary.Store;

/// <summary>
/// Reads threads as archives have them: all messages that name each other in In-Reply-To and References, also where the message that they
/// answer is not here. (The thread of a series is narrower, see <see cref="SeriesQueries"/>.)
/// </summary>
public sealed class ThreadQueries(Database database)
{
    /// <summary>Messages that are gathered at most; longer threads are cut.</summary>
    public const int MostMessages = 10_000;

    // Keys asked for at once.
    private const int Portion = 500;

    private const string NumbersSql = "select id from messages where {messages}";

    private const string KeysSql = "select distinct message from cluster_keys where project = @project and {keys}";

    private const string MembersSql = """
        select m.id, m.message_id as MessageId, m.digest, m.sent_at as SentAt, m.subject, m.member
        from messages m join project_messages pm on pm.project = @project and pm.message = m.id
        where {messages}
        """;

    private const string RawsSql = $$"""select m.id as Message, r.encoding, r.content, m.block_start as Start, m.size from messages m {{MessageBlocks.Join}} where {messages}""";

    /// <summary>The numbers of messages by their ids; those that are not here are left out.</summary>
    public async Task<IReadOnlyList<long>> FindNumbersAsync(IReadOnlyCollection<MessageId> ids, CancellationToken cancel)
    {
        await using var connection = await database.OpenReadAsync(cancel);
        var values = new { ids = database.Dialect.List(ids.Select(id => Dialect.Clean(id.Value))) };
        return await QueryAsync<long>(connection, NumbersSql.Replace("{messages}", database.Dialect.In("message_id", "ids"), StringComparison.Ordinal), values, cancel);
    }

    /// <summary>The threads that hold these messages, oldest message first.</summary>
    /// <param name="project">The project's id.</param>
    /// <param name="messages">Numbers of messages; those that are not of the project are passed over.</param>
    /// <param name="cancel">Ends it early.</param>
    /// <returns>The messages and all in their threads, at most <see cref="MostMessages"/>.</returns>
    public async Task<ImmutableArray<ThreadMail>> ListAsync(long project, IReadOnlyCollection<long> messages, CancellationToken cancel)
    {
        await using var connection = await database.OpenReadAsync(cancel);
        var walk = new ThreadWalk();
        walk.Begin(await LoadAsync(connection, project, messages, cancel));
        while (walk.Found.Count < MostMessages && walk.TakeIds(Portion) is { Count: > 0 } ids)
        {
            var keys = ids.Select(ClusterKeys.OfThread);
            var near = await QueryAsync<long>(
                connection, KeysSql.Replace("{keys}", database.Dialect.In("key", "keys"), StringComparison.Ordinal), new { project, keys = database.Dialect.List(keys) }, cancel);
            walk.Join(await LoadAsync(connection, project, [.. near.Where(number => !walk.Knows(number))], cancel));
        }

        return [.. walk.Found.Values.OrderBy(mail => mail.Date).ThenBy(mail => mail.Id).Take(MostMessages)];
    }

    /// <summary>The bytes of some messages, in the order of the numbers, at most 500 at once; those that are not here are left out.</summary>
    public async Task<IReadOnlyList<StoredRaw>> ListRawsAsync(IReadOnlyCollection<long> numbers, CancellationToken cancel)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(numbers.Count, 500, nameof(numbers));
        await using var connection = await database.OpenReadAsync(cancel);
        var rows = await QueryAsync<RawRow>(
            connection, RawsSql.Replace("{messages}", database.Dialect.In("m.id", "numbers"), StringComparison.Ordinal), new { numbers = database.Dialect.List(numbers) }, cancel);
        var byNumber = rows.ToDictionary(row => row.Message);
        return [.. numbers.Where(byNumber.ContainsKey).Select(number => byNumber[number].ToRaw())];
    }

    private async Task<List<LoadedMail>> LoadAsync(DbConnection connection, long project, IReadOnlyCollection<long> numbers, CancellationToken cancel)
    {
        if (numbers.Count == 0) return [];
        var sql = MembersSql.Replace("{messages}", database.Dialect.In("m.id", "numbers"), StringComparison.Ordinal);
        var rows = await QueryAsync<MemberRow>(connection, sql, new { project, numbers = database.Dialect.List(numbers) }, cancel);
        return [.. rows.Select(row => row.ToMail())];
    }

    private static async Task<List<T>> QueryAsync<T>(DbConnection connection, string sql, object values, CancellationToken cancel) =>
        (await connection.QueryAsync<T>(new CommandDefinition(sql, values, cancellationToken: cancel))).AsList();

    private sealed class MemberRow
    {
        public long Id { get; init; }
        public required string MessageId { get; init; }
        public required byte[] Digest { get; init; }
        public long SentAt { get; init; }
        public required string Subject { get; init; }
        public required byte[] Member { get; init; }

        public LoadedMail ToMail() =>
            new(new(Id, new(MessageId), Micros.ToTime(SentAt), Subject, Digest), MemberPacking.Unpack(Member).Member.Ancestors);
    }

    private sealed class RawRow
    {
        public long Message { get; init; }
        public long Encoding { get; init; }
        public required byte[] Content { get; init; }
        public long? Start { get; init; }
        public long Size { get; init; }

        public StoredRaw ToRaw() => new(Message, new StoredContent(Encoding, Content).Decode(Start, Size));
    }
}

/// <summary>A message of a thread.</summary>
/// <param name="Number">Its number in the database.</param>
/// <param name="Id">Its Message-Id.</param>
/// <param name="Date">When it was sent.</param>
/// <param name="Subject">Its subject.</param>
/// <param name="Digest">The first 16 bytes of the SHA-256 of its bytes.</param>
public sealed record ThreadMail(long Number, MessageId Id, DateTimeOffset Date, string Subject, ReadOnlyMemory<byte> Digest);

/// <summary>The bytes of a message.</summary>
/// <param name="Number">Its number in the database.</param>
/// <param name="Raw">The bytes.</param>
public sealed record StoredRaw(long Number, ReadOnlyMemory<byte> Raw);
