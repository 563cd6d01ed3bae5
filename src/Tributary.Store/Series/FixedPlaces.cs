using Dapper;

namespace Tributary.Store;

/// <summary>Where the commits are that series mend, as the trees at hand proved last: kept in the ledger of series (<c>series_ids.fixed_in</c>).</summary>
public static class FixedPlaces
{
    private const string NoteSql = "update series_ids set fixed_in = @place where id = @id and coalesce(fixed_in, '') <> coalesce(@place, '')";
    private const string HeadSql = "select head from series where id = @id";

    /// <summary>Keeps it for a series.</summary>
    /// <param name="write">The transaction.</param>
    /// <param name="series">The series.</param>
    /// <param name="place">The place as it is kept; null: nothing is proven.</param>
    /// <param name="cancel">Ends it early.</param>
    /// <returns>The number of the message that heads the series, where it is another place than before; else null.</returns>
    public static async Task<long?> NoteAsync(WriteTransaction write, SeriesId series, string? place, CancellationToken cancel)
    {
        var values = new { id = series.Value, place };
        if (await write.Connection.ExecuteAsync(new CommandDefinition(NoteSql, values, cancellationToken: cancel)) == 0) return null;
        return await write.Connection.ExecuteScalarAsync<long?>(new CommandDefinition(HeadSql, new { id = series.Value }, cancellationToken: cancel));
    }
}
