using System.Collections.Immutable;
using Dapper;

namespace Tributary.Store;

/// <summary>Writes the tags that maintainers put on series. They stay with the ids of the ledger, so a rebuild keeps them.</summary>
public sealed class TagStore(WriteTransaction write)
{
    private const string ListSql = """
        select distinct tag from series_tags where series = @id or series in (select id from series_moves where moved_to = @id) order by tag
        """;

    private const string ClearSql = "delete from series_tags where series = @id or series in (select id from series_moves where moved_to = @id)";

    private static readonly RowTarget Rows = new("series_tags", "series:n tag:t");

    /// <summary>The tags of a series, those of series that were merged into it among them.</summary>
    public async Task<ImmutableArray<string>> ListAsync(SeriesId series, CancellationToken cancel) =>
        [.. (await write.Connection.QueryAsync<string>(new CommandDefinition(ListSql, new { id = series.Value }, cancellationToken: cancel))).Order(StringComparer.Ordinal)];

    /// <summary>Sets the tags of a series: these and no others.</summary>
    public async Task SetAsync(SeriesId series, IEnumerable<string> tags, CancellationToken cancel)
    {
        await write.Connection.ExecuteAsync(new CommandDefinition(ClearSql, new { id = series.Value }, cancellationToken: cancel));
        var rows = write.Write(Rows);
        foreach (var tag in tags) rows.Add(series.Value).Add(tag).EndRow();
        await rows.FlushAsync(cancel);
    }
}
