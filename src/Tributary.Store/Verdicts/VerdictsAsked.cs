using System.Collections.Immutable;
using Dapper;

namespace Tributary.Store;

/// <summary>Which series wait to be judged by the rules. Imports know nothing of it: it looks at the numbers by which messages arrived.</summary>
public sealed class VerdictsAsked(Database database)
{
    private const string PositionSql = "select arrival, rules from verdict_position where id = 1";
    private const string LastSql = "select coalesce(max(arrival), 0) from project_messages";
    private const string WaitingSql = "select count(*) from verdict_queue";
    private const string NewestSql = "select series, asked from verdict_queue order by series desc limit @limit";
    private const string MoveSql = "update verdict_position set arrival = @to where id = 1";
    private const string RulesSql = "update verdict_position set rules = @rules where id = 1";
    private const string RecentSql = "select id from series where active_at >= @since";
    private const string AllSql = "select id from series";

    private const string MendingSql = "select distinct p.series from patch_fixes f join patches p on p.message = f.message join series s on s.id = p.series where s.active_at >= @since";

    // Letters of series, not what answers them; the later versions of a series into which an older letter came late; and series that went into others by it.
    private const string ArrivedSql = """
        select pm.series from project_messages pm where pm.arrival > @from and pm.arrival <= @to and pm.target = pm.message and pm.series is not null
        union
        select l.series from project_messages pm join series_links l on l.earlier = pm.series
        where pm.arrival > @from and pm.arrival <= @to and pm.target = pm.message and pm.series is not null
        union
        select v.series from series_moves m join verdicts v on v.series = m.id
        """;

    /// <summary>How far it is.</summary>
    public async Task<VerdictPosition> GetPositionAsync(CancellationToken cancel)
    {
        await using var connection = await database.OpenReadAsync(cancel);
        var (arrival, rules) = await connection.QuerySingleAsync<(long, string)>(new CommandDefinition(PositionSql, cancellationToken: cancel));
        var last = await connection.ExecuteScalarAsync<long>(new CommandDefinition(LastSql, cancellationToken: cancel));
        return new(arrival, last, await connection.ExecuteScalarAsync<long>(new CommandDefinition(WaitingSql, cancellationToken: cancel)), rules);
    }

    /// <summary>Notes the series of the next messages.</summary>
    /// <param name="position">How far it is.</param>
    /// <param name="most">Messages at most.</param>
    /// <param name="now">When this is.</param>
    /// <param name="cancel">Ends it early.</param>
    public async Task NoteArrivalsAsync(VerdictPosition position, int most, DateTimeOffset now, CancellationToken cancel)
    {
        var to = Math.Min(position.Last, position.Noted + most);
        await using var write = await database.Writer.BeginAsync(WritePriority.Bulk, cancel);
        await AddAsync(write, ArrivedSql, new { from = position.Noted, to, asked = Micros.From(now) }, cancel);
        await write.Connection.ExecuteAsync(new CommandDefinition(MoveSql, new { to }, cancellationToken: cancel));
        await write.CommitAsideAsync(cancel);
    }

    /// <summary>The rules are others than before: asks for the series with activity since a time again, and remembers the rules.</summary>
    public async Task NoteRulesAsync(string rules, DateTimeOffset since, DateTimeOffset now, CancellationToken cancel)
    {
        await using var write = await database.Writer.BeginAsync(WritePriority.Bulk, cancel);
        await AddAsync(write, RecentSql, new { since = Micros.From(since), asked = Micros.From(now) }, cancel);
        await write.Connection.ExecuteAsync(new CommandDefinition(RulesSql, new { rules }, cancellationToken: cancel));
        await write.CommitAsideAsync(cancel);
    }

    /// <summary>Asks for every series again, though its mail and the rules may be the same.</summary>
    public async Task NoteAllAsync(DateTimeOffset now, CancellationToken cancel)
    {
        await using var write = await database.Writer.BeginAsync(WritePriority.Interactive, cancel);
        await AddAsync(write, AllSql, new { asked = Micros.From(now) }, cancel);
        await write.Connection.ExecuteAsync(new CommandDefinition("update verdicts set mark = ''", cancellationToken: cancel));
        await write.CommitAsideAsync(cancel);
    }

    /// <summary>Asks for some series again, in the transaction of what changed them.</summary>
    public static Task NoteAsync(WriteTransaction write, IEnumerable<SeriesId> series, DateTimeOffset now, CancellationToken cancel) => AddAsync(
        write, $"select id from series_ids where {write.Dialect.In("id", "ids")}", new { ids = write.Dialect.List(series.Select(id => id.Value)), asked = Micros.From(now) }, cancel);

    /// <summary>Asks for some series again, though their mail and the rules are the same: what is known beside them is not.</summary>
    public static async Task NoteAnewAsync(WriteTransaction write, IEnumerable<SeriesId> series, DateTimeOffset now, CancellationToken cancel)
    {
        SeriesId[] those = [.. series.Distinct()];
        if (those.Length == 0) return;
        await NoteAsync(write, those, now, cancel);
        await write.Connection.ExecuteAsync(new CommandDefinition(
            $"update verdicts set mark = '' where {write.Dialect.In("series", "ids")}", new { ids = write.Dialect.List(those.Select(static id => id.Value)) }, cancellationToken: cancel));
    }

    /// <summary>Asks again for all series with activity since a time that say which commit they mend: a tree is at hand that was not.</summary>
    public static async Task NoteMendingAsync(WriteTransaction write, DateTimeOffset since, DateTimeOffset now, CancellationToken cancel)
    {
        var values = new { since = Micros.From(since), asked = Micros.From(now) };
        await AddAsync(write, MendingSql, values, cancel);
        await write.Connection.ExecuteAsync(new CommandDefinition($"update verdicts set mark = '' where series in ({MendingSql})", values, cancellationToken: cancel));
    }

    /// <summary>Asks for the series of some messages and their later versions again, in the transaction of what changed them.</summary>
    public static Task NoteMessagesAsync(WriteTransaction write, long project, IEnumerable<long> messages, DateTimeOffset now, CancellationToken cancel)
    {
        var those = $"select pm.series from project_messages pm where pm.project = @project and pm.series is not null and {write.Dialect.In("pm.message", "ids")}";
        return AddAsync(
            write, $"{those} union select l.series from series_links l where l.earlier in ({those})",
            new { project, ids = write.Dialect.List(messages), asked = Micros.From(now) }, cancel);
    }

    /// <summary>The newest series that wait.</summary>
    public async Task<ImmutableArray<AskedVerdict>> ListNewestAsync(int limit, CancellationToken cancel)
    {
        await using var connection = await database.OpenReadAsync(cancel);
        var rows = await connection.QueryAsync<(long Series, long Asked)>(new CommandDefinition(NewestSql, new { limit = (long)limit }, cancellationToken: cancel));
        return [.. rows.Select(row => new AskedVerdict(new(row.Series), row.Asked))];
    }

    private static Task<int> AddAsync(WriteTransaction write, string series, object values, CancellationToken cancel) => write.Connection.ExecuteAsync(new CommandDefinition(
        $"insert into verdict_queue (series, asked) select s.series, @asked from ({series.Replace("select id from", "select id as series from", StringComparison.Ordinal)}) s where true on conflict (series) do update set asked = excluded.asked",
        values, cancellationToken: cancel));
}

/// <summary>How far the verdicts are behind the mail.</summary>
/// <param name="Noted">Up to this arrival the series of messages were noted.</param>
/// <param name="Last">The last arrival.</param>
/// <param name="Waiting">Series that wait to be judged.</param>
/// <param name="Rules">The rules that judged last; empty before the first time.</param>
public sealed record VerdictPosition(long Noted, long Last, long Waiting, string Rules)
{
    /// <summary>Every series was judged.</summary>
    public bool IsCurrent => Noted >= Last && Waiting == 0;
}

/// <summary>A series that waits to be judged.</summary>
/// <param name="Series">The series.</param>
/// <param name="Asked">When that was asked, as it is kept.</param>
public readonly record struct AskedVerdict(SeriesId Series, long Asked);
