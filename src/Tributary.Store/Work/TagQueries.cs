using System.Collections.Immutable;
using Dapper;

namespace Tributary.Store;

/// <summary>Reads the tags of series.</summary>
public sealed class TagQueries(Database database)
{
    // More than these a page does not offer.
    private const int MostTags = 100;

    private const string OfSeriesSql = """
        select coalesce(m.moved_to, t.series) as series, t.tag from series_tags t left join series_moves m on m.id = t.series
        where
        """;

    private const string OfProjectSql = """
        select distinct t.tag from series_tags t join series_ids l on l.id = t.series where l.project = @project order by t.tag limit @limit
        """;

    /// <summary>The tags of some series, each in order; a series without any is left out.</summary>
    public async Task<IReadOnlyDictionary<SeriesId, ImmutableArray<string>>> ListAsync(IReadOnlyCollection<SeriesId> series, CancellationToken cancel)
    {
        if (series.Count == 0) return ImmutableDictionary<SeriesId, ImmutableArray<string>>.Empty;
        await using var connection = await database.OpenReadAsync(cancel);
        var dialect = database.Dialect;
        var rows = await connection.QueryAsync<(long Series, string Tag)>(new CommandDefinition(
            $"{OfSeriesSql} {dialect.In("t.series", "ids")} or t.series in (select id from series_moves where {dialect.In("moved_to", "ids")})",
            new { ids = dialect.List(series.Select(id => id.Value)) }, cancellationToken: cancel));
        return rows.GroupBy(row => row.Series).ToDictionary(
            group => new SeriesId(group.Key), group => group.Select(row => row.Tag).Distinct().Order(StringComparer.Ordinal).ToImmutableArray());
    }

    /// <summary>The tags that are in use in a project, in order; bounded.</summary>
    public async Task<ImmutableArray<string>> ListAsync(long project, CancellationToken cancel)
    {
        await using var connection = await database.OpenReadAsync(cancel);
        var tags = await connection.QueryAsync<string>(new CommandDefinition(OfProjectSql, new { project, limit = (long)MostTags }, cancellationToken: cancel));
        return [.. tags.Order(StringComparer.Ordinal)];
    }
}
