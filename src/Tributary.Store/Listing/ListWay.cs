using System.Collections.Immutable;
using System.Globalization;
using Dapper;
using Tributary.Workflow;

namespace Tributary.Store;

/// <summary>
/// A way into a list: an index that gives its rows by number or by date, parted into branches, one for each value of the index's first
/// columns. The rest of the filter is tested on the way. So that PostgreSQL takes the way that is meant, the other
/// columns are muted (<c>state + 0</c>): no index serves an expression. SQLite is told the index.
/// </summary>
/// <param name="Filter">What is asked for.</param>
/// <param name="Dialect">The words of the database.</param>
/// <param name="Kind">Which column leads.</param>
/// <param name="ByDate">By date and number; else by number.</param>
internal sealed record ListWay(CountedFilter Filter, Dialect Dialect, ListWayKind Kind, bool ByDate)
{
    private const int MostBranches = 16;

    private static readonly string PatchworksSql =
        string.Create(CultureInfo.InvariantCulture, $"p.category + 0 < {Enum.GetValues<EventCategory>().Count(category => category.IsPatchworks)}");

    private string Table => Filter.List switch { CountedList.Patches => "patches", CountedList.Covers => "covers", CountedList.Series => "series", _ => "events" };

    private string Column => ByDate ? "p.sent_at" : "p.id";

    /// <summary>True if rows are tested on more than the way gives.</summary>
    public bool IsSifted => Filter.IsArchived is not null
        || (Kind is not ListWayKind.State && Filter.States.Length > 0) || (Kind is not ListWayKind.Delegate && Filter.Delegates.Length > 0)
        || (Kind is not ListWayKind.Submitter && Filter.Submitters.Length > 0);

    /// <summary>The way for a filter of one kind of value, or null where there would be too many branches.</summary>
    public static ListWay Of(CountedFilter filter, Dialect dialect, bool byDate)
    {
        var kind = filter.Submitters.Length > 0 ? ListWayKind.Submitter : filter.Delegates.Length > 0 ? ListWayKind.Delegate
            : filter.States.Length > 0 ? ListWayKind.State : ListWayKind.All;
        var way = new ListWay(filter, dialect, kind, byDate);
        return way.CountBranches() <= MostBranches ? way : way with { Kind = ListWayKind.All };
    }

    /// <summary>The filter's dates as tests beside the way; nothing where it has none.</summary>
    public string DatesSql() => (Filter.Since is null ? "" : " and p.sent_at + 0 >= @since") + (Filter.Before is null ? "" : " and p.sent_at + 0 < @before");

    /// <summary>How many branches it has.</summary>
    public int CountBranches() => Filter.Projects.Length * Math.Max(1, Values().Length);

    /// <summary>The numbers of rows in order, as SQL: of those between <c>@from</c> and <c>@to</c>, or of blocks of <c>@size</c> that begin at <c>@starts</c>.</summary>
    /// <param name="isOfBlocks">Of blocks.</param>
    /// <param name="isDown">From high to low.</param>
    /// <param name="tests">What is tested beside the filter, beginning with <c>and</c>, or nothing.</param>
    public string RowsSql(bool isOfBlocks, bool isDown, string tests = "")
    {
        var branches = Enumerable.Range(0, CountBranches()).Select(branch => isOfBlocks ? BlocksSql(branch, tests) : RunSql(branch, isDown, tests)).ToList();
        var order = $"order by p.at {Direction(isDown)}, p.id {Direction(isDown)}";
        return branches.Count == 1 && !isOfBlocks
            ? $"select p.id from ({branches[0]}) as p limit @limit offset @skip"
            : $"select p.id from ({string.Join(" union all ", branches.Select((branch, index) => $"select * from ({branch}) as b{index}"))}) as p {order} limit @limit offset @skip";
    }

    /// <summary>Rows between two dates (of a way by number: two numbers), by the way's index, in no order.</summary>
    /// <param name="what">What is selected, e.g. <c>count(*)</c>.</param>
    /// <param name="from">The parameter of the first.</param>
    /// <param name="to">The parameter of that after the last.</param>
    public string BetweenSql(string what, string from, string to) => string.Join(" union all ", Enumerable.Range(0, CountBranches()).Select(branch =>
        $"select {what} from {SourceSql()} where {ConditionsSql(branch)} and {Column} >= {from} and {Column} < {to}"));

    /// <summary>The values that the SQL names, apart from runs, limits and dates.</summary>
    public void AddValues(DynamicParameters values)
    {
        foreach (var (index, project) in Filter.Projects.Index()) values.Add($"project{index}", project);
        foreach (var (index, value) in Values().Index()) values.Add($"value{index}", value);
        if (Kind is not ListWayKind.State && Filter.States.Length > 0) values.Add("states", Dialect.List(Filter.States));
        if (Kind is not ListWayKind.Delegate && Filter.Delegates.Length > 0) values.Add("delegates", Dialect.List(Filter.Delegates));
        if (Kind is not ListWayKind.Submitter && Filter.Submitters.Length > 0) values.Add("submitters", Dialect.List(Filter.Submitters));
        if (Filter.IsArchived is { } isArchived && Filter.List is CountedList.Patches) values.Add("archived", isArchived ? 1L : 0L);
    }

    private static string Direction(bool isDown) => isDown ? "desc" : "asc";

    private ImmutableArray<object> Values() => Kind switch
    {
        ListWayKind.State => [.. Filter.States.Cast<object>()],
        ListWayKind.Delegate => [.. Filter.Delegates.Cast<object>()],
        ListWayKind.Submitter => [.. Filter.Submitters.Cast<object>()],
        _ => [],
    };

    private string SourceSql()
    {
        if (Dialect.IsPostgres) return $"{Table} p";
        var suffix = (Kind, ByDate) switch
        {
            (ListWayKind.All, false) => "by_id",
            (ListWayKind.All, true) => "by_date",
            (_, false) when Filter.List is CountedList.Series => "by_submitter_and_id",
            (ListWayKind.State, _) when Filter.List is CountedList.Events => "by_category",
            (ListWayKind.Submitter, _) when Filter.List is CountedList.Events => "by_actor",
            (ListWayKind.State, _) => "by_state",
            (ListWayKind.Delegate, _) => "by_delegate",
            _ => "by_submitter",
        };
        return $"{Table} p indexed by {Table}_{suffix}{(Kind is not ListWayKind.All && ByDate ? "_and_date" : "")}";
    }

    private string RunSql(int branch, bool isDown, string tests) =>
        $"select p.id, {Column} as at from {SourceSql()} where {ConditionsSql(branch)}{tests} and {Column} >= @from and {Column} < @to "
        + $"order by {(ByDate ? $"p.sent_at {Direction(isDown)}, " : "")}p.id {Direction(isDown)} limit @most";

    private string BlocksSql(int branch, string tests) => Dialect.IsPostgres
        ? $"select q.id, q.at from unnest(@starts) as r (start) cross join lateral (select p.id, {Column} as at from {SourceSql()} "
            + $"where {ConditionsSql(branch)}{tests} and {Column} >= r.start and {Column} < r.start + @size) q"
        : $"select p.id, {Column} as at from json_each(@starts) r cross join {SourceSql()} "
            + $"where {ConditionsSql(branch)}{tests} and {Column} >= r.value and {Column} < r.value + @size";

    private string ConditionsSql(int branch)
    {
        var (state, submitter) = Filter.List is CountedList.Events ? ("category", "actor") : ("state", "submitter");
        var index = branch % Math.Max(1, Values().Length);
        var conditions = new List<string> { $"p.project = @project{branch / Math.Max(1, Values().Length)}" };
        if (Kind is ListWayKind.State) conditions.Add($"p.{state} = @value{index}");
        else if (Filter.States.Length > 0) conditions.Add(Dialect.In($"p.{state} + 0", "states"));
        if (Kind is ListWayKind.Delegate) conditions.Add($"p.delegate = @value{index}");
        else if (Filter.Delegates.Length > 0) conditions.Add(Dialect.In("p.delegate || ''", "delegates"));
        if (Kind is ListWayKind.Submitter) conditions.Add($"p.{submitter} = @value{index}");
        else if (Filter.Submitters.Length > 0) conditions.Add(Dialect.In($"p.{submitter} + 0", "submitters"));
        if (Filter.IsArchived is not null && Filter.List is CountedList.Patches) conditions.Add("p.archived + 0 = @archived");
        if (Filter is { List: CountedList.Events, IsArchived: false, States.Length: 0 }) conditions.Add(PatchworksSql);
        return string.Join(" and ", conditions);
    }
}

/// <summary>The column that leads an index of a list.</summary>
internal enum ListWayKind
{
    /// <summary>None: all rows of a project.</summary>
    All,

    /// <summary>The state (of events the category).</summary>
    State,

    /// <summary>The delegate.</summary>
    Delegate,

    /// <summary>The submitter.</summary>
    Submitter,
}
