using System.Collections.Immutable;
using Dapper;

namespace Tributary.Store;

/// <summary>Reads what the rules say of series.</summary>
public sealed class VerdictQueries(Database database)
{
    private const string CountsSql = "select series, errors, warnings, advice from verdicts where";
    private const string RulesSql = "select rule, series, findings from rule_counts where project = @project and series > 0 order by rule";

    private const string AllRulesSql = """
        select rule, cast(sum(series) as bigint) as series, cast(sum(findings) as bigint) as findings from rule_counts group by rule having sum(series) > 0 order by rule
        """;

    private const string JudgedSql = "select count(*) from verdicts where project = @project";

    /// <summary>What the rules say of a series; null before it was judged.</summary>
    public async Task<StoredVerdict?> FindAsync(SeriesId series, CancellationToken cancel)
    {
        await using var connection = await database.OpenReadAsync(cancel);
        return await VerdictRows.FindAsync(connection, series, cancel);
    }

    /// <summary>The counts of some series; those that were not judged yet are left out.</summary>
    public async Task<ImmutableDictionary<SeriesId, VerdictCounts>> ListCountsAsync(IReadOnlyCollection<SeriesId> series, CancellationToken cancel)
    {
        if (series.Count == 0) return ImmutableDictionary<SeriesId, VerdictCounts>.Empty;
        await using var connection = await database.OpenReadAsync(cancel);
        var rows = await connection.QueryAsync<(long Series, long Errors, long Warnings, long Advice)>(new CommandDefinition(
            $"{CountsSql} {database.Dialect.In("series", "ids")}", new { ids = database.Dialect.List(series.Select(id => id.Value)) }, cancellationToken: cancel));
        return rows.ToImmutableDictionary(row => new SeriesId(row.Series), row => new VerdictCounts((int)row.Errors, (int)row.Warnings, (int)row.Advice));
    }

    /// <summary>How often each rule fired, by its id.</summary>
    /// <param name="project">The project's number; null for all of them.</param>
    /// <param name="cancel">Ends it early.</param>
    public async Task<ImmutableSortedDictionary<string, RuleCount>> ListRulesAsync(long? project, CancellationToken cancel)
    {
        await using var connection = await database.OpenReadAsync(cancel);
        var rows = await connection.QueryAsync<(string Rule, long Series, long Findings)>(
            new CommandDefinition(project is null ? AllRulesSql : RulesSql, new { project }, cancellationToken: cancel));
        return rows.ToImmutableSortedDictionary(row => row.Rule, row => new RuleCount(row.Series, row.Findings), StringComparer.Ordinal);
    }

    /// <summary>What signs the links by which people refuse mail; empty before the first letter.</summary>
    public async Task<string> FindSecretAsync(CancellationToken cancel)
    {
        await using var connection = await database.OpenReadAsync(cancel);
        return await connection.ExecuteScalarAsync<string>(new CommandDefinition("select secret from verdict_position where id = 1", cancellationToken: cancel)) ?? "";
    }

    /// <summary>How many series of a project were judged.</summary>
    public async Task<long> CountAsync(long project, CancellationToken cancel)
    {
        await using var connection = await database.OpenReadAsync(cancel);
        return await connection.ExecuteScalarAsync<long>(new CommandDefinition(JudgedSql, new { project }, cancellationToken: cancel));
    }
}

/// <summary>How often a rule fired.</summary>
/// <param name="Series">In how many series.</param>
/// <param name="Findings">How often in all.</param>
public sealed record RuleCount(long Series, long Findings);
