using System.Security.Cryptography;
using Dapper;

namespace Tributary.Store;

/// <summary>Writes what the rules say of series, and keeps count of the rules.</summary>
public sealed class VerdictStore(WriteTransaction write)
{
    private const string SaveSql = """
        insert into verdicts (series, project, mark, at, errors, warnings, advice, encoding, findings)
        values (@series, @project, @mark, @at, @errors, @warnings, @advice, @encoding, @findings)
        on conflict (series) do update set project = excluded.project, mark = excluded.mark, at = excluded.at, errors = excluded.errors,
            warnings = excluded.warnings, advice = excluded.advice, encoding = excluded.encoding, findings = excluded.findings
        """;

    private const string CountSql = """
        insert into rule_counts (project, rule, series, findings) values (@project, @rule, @series, @findings)
        on conflict (project, rule) do update set series = rule_counts.series + excluded.series, findings = rule_counts.findings + excluded.findings
        """;

    private const string ForgetSql = "delete from verdicts where series = @series";
    private const string DoneSql = "delete from verdict_queue where series = @series and asked = @asked";

    private const string PatchesSql = """
        select p.id, m.message_id as MessageId from patches p join messages m on m.id = p.message where p.series = @series
        """;

    private const string SecretSql = "update verdict_position set secret = case when secret = '' then @fresh else secret end where id = 1 returning secret";
    private const string RefuseSql = "insert into verdict_refusals (address, at) values (@address, @at) on conflict do nothing";
    private const string AllowSql = "delete from verdict_refusals where address = @address";
    private const string RefusedSql = "select count(*) from verdict_refusals where address = @address";

    /// <summary>The verdict that stands, or null.</summary>
    public Task<StoredVerdict?> FindAsync(SeriesId series, CancellationToken cancel) => VerdictRows.FindAsync(write.Connection, series, cancel);

    /// <summary>Puts a verdict in the place of the one before.</summary>
    /// <param name="before">The one that stands, or null.</param>
    /// <param name="verdict">The new one.</param>
    /// <param name="cancel">Ends it early.</param>
    public async Task SaveAsync(StoredVerdict? before, StoredVerdict verdict, CancellationToken cancel)
    {
        var (counts, packed) = (verdict.Counts, FindingPacking.Pack(verdict.Findings));
        await ExecuteAsync(SaveSql, new
        {
            series = verdict.Series.Value, project = verdict.Project, mark = verdict.Mark, at = Micros.From(verdict.At), errors = (long)counts.Errors,
            warnings = (long)counts.Warnings, advice = (long)counts.Advice, encoding = packed.Encoding, findings = packed.Bytes.ToArray(),
        }, cancel);
        await CountAsync(before, -1, cancel);
        await CountAsync(verdict, 1, cancel);
    }

    /// <summary>Forgets the verdict on a series that is no longer here.</summary>
    public async Task ForgetAsync(SeriesId series, CancellationToken cancel)
    {
        await CountAsync(await FindAsync(series, cancel), -1, cancel);
        await ExecuteAsync(ForgetSql, new { series = series.Value }, cancel);
    }

    /// <summary>A series waits no longer, unless it was asked for again meanwhile.</summary>
    public Task TakeAsync(AskedVerdict asked, CancellationToken cancel) => ExecuteAsync(DoneSql, new { series = asked.Series.Value, asked = asked.Asked }, cancel);

    /// <summary>The numbers of the patches that belong to a series, by their message ids.</summary>
    public async Task<IReadOnlyDictionary<string, long>> ListPatchesAsync(SeriesId series, CancellationToken cancel)
    {
        var rows = await write.Connection.QueryAsync<(long Id, string MessageId)>(new CommandDefinition(PatchesSql, new { series = series.Value }, cancellationToken: cancel));
        return rows.ToDictionary(row => row.MessageId, row => row.Id, StringComparer.Ordinal);
    }

    /// <summary>What signs the links by which people refuse mail; made at the first time.</summary>
    public async Task<string> GetSecretAsync(CancellationToken cancel) => await write.Connection.ExecuteScalarAsync<string>(new CommandDefinition(
        SecretSql, new { fresh = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)) }, cancellationToken: cancel)) ?? "";

    /// <summary>Somebody wants no mail about what rules found, or wants it again.</summary>
    /// <param name="address">Whoever writes from this address, in lower case.</param>
    /// <param name="wantsMail">He wants it.</param>
    /// <param name="now">When he said so.</param>
    /// <param name="cancel">Ends it early.</param>
    public Task SetRefusalAsync(string address, bool wantsMail, DateTimeOffset now, CancellationToken cancel) =>
        ExecuteAsync(wantsMail ? AllowSql : RefuseSql, new { address = Dialect.Clean(address), at = Micros.From(now) }, cancel);

    /// <summary>True when he wants no mail.</summary>
    public async Task<bool> IsRefusedAsync(string address, CancellationToken cancel) =>
        await write.Connection.ExecuteScalarAsync<long>(new CommandDefinition(RefusedSql, new { address = Dialect.Clean(address) }, cancellationToken: cancel)) > 0;

    private async Task CountAsync(StoredVerdict? verdict, int sign, CancellationToken cancel)
    {
        if (verdict is null) return;
        foreach (var rule in verdict.Findings.GroupBy(finding => finding.Rule).OrderBy(group => group.Key, StringComparer.Ordinal))
            await ExecuteAsync(CountSql, new { project = verdict.Project, rule = rule.Key, series = (long)sign, findings = (long)(sign * rule.Count()) }, cancel);
    }

    private Task<int> ExecuteAsync(string sql, object values, CancellationToken cancel) =>
        write.Connection.ExecuteAsync(new CommandDefinition(sql, values, cancellationToken: cancel));
}
