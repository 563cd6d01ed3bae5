namespace Tributary.Store;

/// <summary>Reads what persons said of a series and its versions, for its page.</summary>
public sealed class RelinkQueries(Database database)
{
    private const string OfSeriesSql = """
        r.id in (select m.relink from relink_messages m where m.message in (
            select p.message from project_messages p where p.series = @id and p.target = p.message and p.project = r.project))
        """;

    /// <summary>What holds and names any message of a series, oldest first.</summary>
    public async Task<IReadOnlyList<StoredRelink>> ListAsync(SeriesId series, CancellationToken cancel)
    {
        await using var connection = await database.OpenReadAsync(cancel);
        return await RelinkRows.ListAsync(connection, database.Dialect, (OfSeriesSql, new { id = series.Value }), cancel);
    }
}
