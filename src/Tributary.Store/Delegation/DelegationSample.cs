using System.Collections.Immutable;
using System.Data.Common;
using Dapper;
using Tributary.Patches;

namespace Tributary.Store;

/// <summary>Reads the newest series of a project as rules of delegation see them: what new rules are tried on before they are saved.</summary>
public sealed class DelegationSample(Database database)
{
    private const string SeriesSql = """
        select s.id, s.name, s.delegate, s.head, case when l.delegate is null then 0 else 1 end as isGiven
        from series s join series_ids l on l.id = s.id where s.project = @project order by s.id desc limit @limit
        """;

    /// <summary>The newest series.</summary>
    /// <param name="project">The project's number.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="cancel">Ends it early.</param>
    public async Task<IReadOnlyList<SampledSeries>> ListAsync(long project, int limit, CancellationToken cancel)
    {
        await using var connection = await database.OpenReadAsync(cancel);
        var rows = (await connection.QueryAsync<Row>(new CommandDefinition(SeriesSql, new { project, limit = (long)limit }, cancellationToken: cancel))).AsList();
        var dialect = database.Dialect;
        var patches = (await connection.QueryAsync<(long Series, long Message)>(new CommandDefinition(
            $"select series, message from series_patches where {dialect.In("series", "ids")} order by series, number, message",
            new { ids = dialect.List(rows.Select(row => row.Id)) }, cancellationToken: cancel))).ToLookup(row => row.Series, row => row.Message);
        var messages = rows.SelectMany(row => patches[row.Id].Prepend(row.Head)).Distinct().ToList();
        var members = (await connection.QueryAsync<(long Id, byte[] Member)>(new CommandDefinition(
            $"select id, member from messages where {dialect.In("id", "ids")}", new { ids = dialect.List(messages) }, cancellationToken: cancel)))
            .ToDictionary(row => row.Id, row => MemberPacking.Unpack(row.Member).Member);
        return [.. rows.Select(row => new SampledSeries(new(row.Id), row.Name, row.Delegate, row.IsGiven != 0)
        {
            Head = members[row.Head], Patches = [.. patches[row.Id].Select(id => (id, members[id]))],
        })];
    }

    /// <summary>The bytes of messages by number.</summary>
    public async Task<IReadOnlyDictionary<long, ReadOnlyMemory<byte>>> ReadMailAsync(IReadOnlyCollection<long> messages, CancellationToken cancel)
    {
        await using var connection = await database.OpenReadAsync(cancel);
        return await ReadMailAsync(connection, database.Dialect, messages, cancel);
    }

    /// <summary>Those of these user names whose accounts are active.</summary>
    public async Task<ImmutableHashSet<string>> ListAccountsAsync(IEnumerable<string> names, CancellationToken cancel)
    {
        var found = await new UserQueries(database).ListByNamesAsync([.. names.Distinct()], cancel);
        return [.. found.Values.Where(user => user.IsActive).Select(user => user.Username)];
    }

    internal static async Task<IReadOnlyDictionary<long, ReadOnlyMemory<byte>>> ReadMailAsync(
        DbConnection connection, Dialect dialect, IReadOnlyCollection<long> messages, CancellationToken cancel)
    {
        var rows = await connection.QueryAsync<(long Message, long Encoding, byte[] Content, long? Start, long Size)>(new CommandDefinition(
            $"select m.id, r.encoding, r.content, m.block_start, m.size from messages m {MessageBlocks.Join} where {dialect.In("m.id", "ids")}", new { ids = dialect.List(messages) }, cancellationToken: cancel));
        return rows.ToDictionary(row => row.Message, row => new StoredContent(row.Encoding, row.Content).Decode(row.Start, row.Size));
    }

    private sealed record Row
    {
        public long Id { get; init; }
        public string Name { get; init; } = "";
        public string? Delegate { get; init; }
        public long Head { get; init; }
        public long IsGiven { get; init; }
    }
}

/// <summary>A series on which rules are tried.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Name">Its name.</param>
/// <param name="Delegate">Whose it is, or null.</param>
/// <param name="IsGiven">A person gave it to him, or to nobody: rules do not change that.</param>
public sealed record SampledSeries(SeriesId Id, string Name, string? Delegate, bool IsGiven)
{
    /// <summary>Its head.</summary>
    public required ThreadMember Head { get; init; }

    /// <summary>Its patches with the numbers of their messages.</summary>
    public ImmutableArray<(long Message, ThreadMember Member)> Patches { get; init; } = [];
}
