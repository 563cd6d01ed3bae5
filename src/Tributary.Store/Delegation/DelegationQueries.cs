using Dapper;

namespace Tributary.Store;

/// <summary>Reads rules of delegation, and why a series is whose it is.</summary>
public sealed class DelegationQueries(Database database)
{
    private const string ReasonSql = "select delegate as givenTo, ruled_to as ruledTo, ruled_by as ruledBy from series_ids where id = @id";

    /// <summary>The project's own rules; null where its profile's hold.</summary>
    public async Task<StoredDelegation?> FindAsync(long project, CancellationToken cancel)
    {
        await using var connection = await database.OpenReadAsync(cancel);
        return await DelegationRows.FindAsync(connection, project, cancel);
    }

    /// <summary>The sentence of the rule by which a series is its delegate's; null where a person gave it to him, or nobody did.</summary>
    public async Task<string?> FindReasonAsync(SeriesSummary series, CancellationToken cancel)
    {
        if (series.Delegate is null) return null;
        await using var connection = await database.OpenReadAsync(cancel);
        var row = await connection.QueryFirstOrDefaultAsync<ReasonRow>(new CommandDefinition(ReasonSql, new { id = series.Id.Value }, cancellationToken: cancel));
        return row is { GivenTo: null } && row.RuledTo == series.Delegate ? row.RuledBy : null;
    }

    private sealed record ReasonRow
    {
        public string? GivenTo { get; init; }
        public string? RuledTo { get; init; }
        public string? RuledBy { get; init; }
    }
}
