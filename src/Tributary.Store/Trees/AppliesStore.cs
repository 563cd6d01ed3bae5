using System.Collections.Immutable;
using Dapper;
using Tributary.Workflow;

namespace Tributary.Store;

/// <summary>Whether open series fit on their trees, as last tried (PFX-3).</summary>
public sealed class AppliesStore(Database database)
{
    private const string PutSql = """
        insert into applies (series, tree, tip, result, number, paths, broken_by, broken_title, good_tip, said, at)
        values (@series, @tree, @tip, @result, @number, @paths, @brokenBy, @brokenTitle, @goodTip, @said, @at)
        on conflict (series) do update set tree = excluded.tree, tip = excluded.tip, result = excluded.result, number = excluded.number, paths = excluded.paths, broken_by = excluded.broken_by,
            broken_title = excluded.broken_title, good_tip = excluded.good_tip, said = excluded.said, at = excluded.at
        """;

    private const string ListSql = """
        select series, tree, tip, result, number, paths, broken_by as BrokenBy, broken_title as BrokenTitle, good_tip as GoodTip, said, at from applies where
        """;

    // The newest first; those that were never tried, or on another tip.
    private const string DueSql = """
        select s.id from series s left join applies a on a.series = s.id and a.tree = s.tree
        where s.tree = @tree and s.pull_request = 0 and {states} and (a.tip is null or a.tip <> @tip) order by s.sent_at desc, s.id desc limit @limit
        """;

    /// <summary>Notes answers.</summary>
    public async Task PutAsync(IReadOnlyCollection<AppliesLine> lines, CancellationToken cancel)
    {
        if (lines.Count == 0) return;
        await using var write = await database.Writer.BeginAsync(WritePriority.Interactive, cancel);
        await write.Connection.ExecuteAsync(new CommandDefinition(
            PutSql,
            lines.Select(static one => new
            {
                series = one.Series.Value, tree = one.Tree, tip = one.Tip.Hex, result = (long)one.Result, number = (long?)one.Number, paths = Dialect.Clean(string.Join('\n', one.Paths)),
                brokenBy = one.BrokenBy?.Hex, brokenTitle = one.BrokenTitle is null ? null : Dialect.Clean(one.BrokenTitle), goodTip = one.GoodTip?.Hex, said = Dialect.Clean(one.Said), at = Micros.From(one.At),
            }).ToArray(),
            cancellationToken: cancel));
        await write.CommitAsync(cancel);
    }

    /// <summary>The open series of a tree of which it is not known whether they fit on this tip, the newest first.</summary>
    public async Task<IReadOnlyList<SeriesId>> ListDueAsync(string tree, CommitId tip, int limit, CancellationToken cancel)
    {
        await using var connection = await database.OpenReadAsync(cancel);
        var states = PatchStates.All.Where(static state => state.IsWaiting).Select(static state => (long)state).ToArray();
        var rows = await connection.QueryAsync<long>(new CommandDefinition(
            DueSql.Replace("{states}", database.Dialect.In("s.state", "states"), StringComparison.Ordinal), new { tree, tip = tip.Hex, limit = (long)limit, states = database.Dialect.List(states) }, cancellationToken: cancel));
        return [.. rows.Select(static id => new SeriesId(id))];
    }

    /// <summary>The last answers for some series.</summary>
    public async Task<IReadOnlyDictionary<SeriesId, AppliesLine>> ListAsync(IReadOnlyCollection<SeriesId> series, CancellationToken cancel)
    {
        if (series.Count == 0) return new Dictionary<SeriesId, AppliesLine>();
        await using var connection = await database.OpenReadAsync(cancel);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition($"{ListSql} {database.Dialect.In("series", "ids")}", new { ids = database.Dialect.List(series.Select(static id => id.Value)) }, cancellationToken: cancel));
        return rows.Select(static row => row.ToLine()).ToDictionary(static line => line.Series);
    }

    private sealed record Row
    {
        public long Series { get; init; }
        public string Tree { get; init; } = "";
        public string Tip { get; init; } = "";
        public long Result { get; init; }
        public long? Number { get; init; }
        public string Paths { get; init; } = "";
        public string? BrokenBy { get; init; }
        public string? BrokenTitle { get; init; }
        public string? GoodTip { get; init; }
        public string Said { get; init; } = "";
        public long At { get; init; }

        public AppliesLine ToLine() => new(new(Series), Tree, CommitId.Parse(Tip), (AppliesResult)Result)
        {
            Number = (int?)Number, Paths = [.. Paths.Split('\n', StringSplitOptions.RemoveEmptyEntries)], BrokenBy = CommitId.TryParse(BrokenBy, out var broken) ? broken : null, BrokenTitle = BrokenTitle,
            GoodTip = CommitId.TryParse(GoodTip, out var good) ? good : null, Said = Said, At = Micros.ToTime(At),
        };
    }
}

/// <summary>Whether a series fits on its tree.</summary>
/// <param name="Series">The series.</param>
/// <param name="Tree">The tree.</param>
/// <param name="Tip">The tip that it was tried on.</param>
/// <param name="Result">The answer.</param>
public sealed record AppliesLine(SeriesId Series, string Tree, CommitId Tip, AppliesResult Result)
{
    /// <summary>Of a conflict: the patch.</summary>
    public int? Number { get; init; }

    /// <summary>Of a conflict: the files that do not fit; else all that the series touches.</summary>
    public ImmutableArray<string> Paths { get; init; } = [];

    /// <summary>The commit of the tree since which it does not fit; null where that is not known.</summary>
    public CommitId? BrokenBy { get; init; }

    /// <summary>Its title.</summary>
    public string? BrokenTitle { get; init; }

    /// <summary>The last tip on which it fitted, or null.</summary>
    public CommitId? GoodTip { get; init; }

    /// <summary>The answer in a sentence.</summary>
    public string Said { get; init; } = "";

    /// <summary>When it was tried.</summary>
    public DateTimeOffset At { get; init; }
}
