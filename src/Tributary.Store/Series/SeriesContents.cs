using System.Collections.Immutable;
using System.Data.Common;
using Dapper;
using Tributary.Mail;
using Tributary.Workflow;

namespace Tributary.Store;

/// <summary>What a list says of a series beside its line.</summary>
/// <param name="Patches">Its patches by number, without their tags.</param>
/// <param name="Earlier">The heads of its earlier versions, newest first.</param>
public sealed record SeriesContents(ImmutableArray<SeriesPatchRow> Patches, ImmutableArray<MessageId> Earlier)
{
    private const string PatchesSql = """
        select sp.series, sp.number, m.message_id as MessageId, sp.name, sp.state, sp.commit_ref as CommitRef
        from series_patches sp join messages m on m.id = sp.message
        where {ids} order by sp.series, sp.number, m.sent_at, m.message_id
        """;

    private const string EarlierSql = """
        select l.series, h.message_id as Head
        from series_links l join series s on s.id = l.earlier join messages h on h.id = s.head
        where {ids} order by l.series, l.position
        """;

    /// <summary>The parts of some series, in two queries.</summary>
    internal static async Task<IReadOnlyDictionary<SeriesId, SeriesContents>> ListAsync(
        DbConnection connection, Dialect dialect, IReadOnlyCollection<SeriesId> ids, CancellationToken cancel)
    {
        var values = new { ids = dialect.List(ids.Select(id => id.Value)) };
        var patches = (await QueryAsync<PatchRow>(PatchesSql, "sp.series")).ToLookup(row => row.Series, row => row.ToPatch());
        var earlier = (await QueryAsync<EarlierRow>(EarlierSql, "l.series")).ToLookup(row => row.Series, row => new MessageId(row.Head));
        return ids.Distinct().ToDictionary(id => id, id => new SeriesContents([.. patches[id.Value]], [.. earlier[id.Value]]));

        Task<IEnumerable<T>> QueryAsync<T>(string sql, string column) => connection.QueryAsync<T>(new CommandDefinition(
            sql.Replace("{ids}", dialect.In(column, "ids"), StringComparison.Ordinal), values, cancellationToken: cancel));
    }

    private sealed class PatchRow
    {
        public long Series { get; init; }
        public long Number { get; init; }
        public required string MessageId { get; init; }
        public required string Name { get; init; }
        public long State { get; init; }
        public string? CommitRef { get; init; }

        public SeriesPatchRow ToPatch() => new((int)Number, new(MessageId), Name, (PatchState)State, CommitRef, []);
    }

    private sealed class EarlierRow
    {
        public long Series { get; init; }
        public required string Head { get; init; }
    }
}
