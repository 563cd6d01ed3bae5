namespace Tributary.Store;

/// <summary>Reads mail commands.</summary>
public sealed class CommandQueries(Database database)
{
    private const int MostOfSeries = 200;

    /// <summary>The commands that were said of a series, in their order.</summary>
    public async Task<IReadOnlyList<StoredCommand>> ListAsync(SeriesId series, CancellationToken cancel)
    {
        await using var connection = await database.OpenReadAsync(cancel);
        return await CommandRows.ListAsync(connection, "where c.series = @series order by c.id limit @limit", new { series = series.Value, limit = (long)MostOfSeries }, cancel);
    }

    /// <summary>A command, or null.</summary>
    public async Task<StoredCommand?> FindAsync(long id, CancellationToken cancel)
    {
        await using var connection = await database.OpenReadAsync(cancel);
        return await CommandRows.ListAsync(connection, "where c.id = @id", new { id }, cancel) is [var command, ..] ? command : null;
    }
}
