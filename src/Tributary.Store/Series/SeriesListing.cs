using System.Collections.Immutable;
using System.Globalization;
using Dapper;
using Tributary.Workflow;

namespace Tributary.Store;

/// <summary>
/// The SQL of one page of the queue: the keys of its lines. Every page takes one way into the table, an index that gives the lines in
/// order, and tests the rest of the filter on the way. So that both databases take the way that is meant, the other columns
/// are muted (<c>state + 0</c>): no index serves an expression.
/// </summary>
/// <param name="Filter">Which series.</param>
/// <param name="Dialect">The database's words.</param>
internal sealed record SeriesListing(SeriesFilter Filter, Dialect Dialect)
{
    /// <summary>Lines that are looked through for words or people before the lines are gathered by their own index.</summary>
    public const int WalkBudget = 4000;

    /// <summary>The index by which the lines come.</summary>
    public SeriesWay Way { get; init; }

    /// <summary>Whose series: everybody's where null.</summary>
    public ImmutableArray<long>? Submitters { get; init; }

    /// <summary>Each begins a word of the name (<see cref="NameWords"/>).</summary>
    public ImmutableArray<string> Words { get; init; } = [];

    /// <summary>The page lies beyond this line; null for the first one on that side.</summary>
    public SeriesCursor? Beyond { get; init; }

    /// <summary>True from new to old, as the queue goes; false from old to new.</summary>
    public bool IsDown { get; init; } = true;

    /// <summary>Lines at most.</summary>
    public required int Limit { get; init; }

    /// <summary>True if lines are tested on what no ordered index holds.</summary>
    public bool IsSifted => Words.Length > 0 || Submitters is { Length: > 1 };

    // Tags are put on by hand, so they are few: the lines are gathered by them.
    private const string TagCondition = "id in (select coalesce(m.moved_to, t.series) from series_tags t left join series_moves m on m.id = t.series where t.tag = @tag)";

    // The oldest promise stands first: down is from old to new there.
    private bool IsDescending => IsDown != Filter.IsByPromise;

    /// <summary>The column by which the lines are ordered.</summary>
    public string Key => Filter.IsByPromise ? "due_at" : "active_at";

    /// <summary>The order of the lines by <see cref="Key"/> and number.</summary>
    public string Order => IsDescending ? "desc" : "asc";

    /// <summary>
    /// The keys in order, by the way's index; where the lines are sifted, those among the next <see cref="WalkBudget"/> only.
    /// </summary>
    public string WalkSql() => IsSifted
        ? $"select id, active_at from ({LinesSql("@budget")}) as walked where {string.Join(" and ", SieveConditions())} limit @limit"
        : LinesSql("@limit");

    /// <summary>How many lines a walk has to look through, up to <see cref="WalkBudget"/>; with fewer, the walk saw them all.</summary>
    public string WalkLengthSql() => $"select count(*) from ({LinesSql("@budget")}) as walked";

    private string LinesSql(string limit)
    {
        ImmutableArray<PatchState?> states = Way is SeriesWay.State && Filter is { WaitingOnly: true, State: null }
            ? [.. PatchStates.All.Where(state => state.IsWaiting).Select(state => (PatchState?)state)]
            : [Filter.State];
        var branches = states.Select(state => $"select * from ({BranchSql(state, limit)}) as {(state is null ? "lines" : state.Value.Slug.Replace('-', '_'))}").ToList();
        return branches.Count == 1
            ? branches[0]
            : $"select * from ({string.Join(" union all ", branches)}) as branches order by {Key} {Order}, id {Order} limit {limit}";
    }

    /// <summary>The keys in order, gathered by the index of words or of submitters and then sorted.</summary>
    public string GatherSql()
    {
        var conditions = new List<string>();
        if (Words.Length > 0) conditions.Add(NamesSql.Hold(Dialect, "series"));
        if (Filter.Tag is not null) conditions.Add(TagCondition);
        conditions.Add(Words.Length > 0 || Filter.Tag is not null ? "project + 0 = @project" : "project = @project");
        if (Submitters is not null) conditions.Add(Dialect.In(Words.Length > 0 || Filter.Tag is not null ? "submitter + 0" : "submitter", "submitters"));
        conditions.AddRange(PlainConditions(SeriesWay.Activity, Filter.State));
        if (Beyond is not null) conditions.Add($"(active_at + 0, id) {(IsDown ? '<' : '>')} (@at, @id)");
        return $"select id, active_at from series where {string.Join(" and ", conditions)} order by active_at + 0 {Order}, id {Order} limit @limit";
    }

    /// <summary>The values of the SQL's parameters.</summary>
    public DynamicParameters Parameters()
    {
        var values = new DynamicParameters(new { project = Filter.Project, limit = (long)Limit, budget = (long)WalkBudget });
        if (Filter.State is { } state) values.Add("state", (long)state);
        if (Filter.Tree is { Length: > 0 } tree) values.Add("tree", Dialect.Clean(tree));
        if (Filter.Delegate is { Length: > 0 } person) values.Add("delegate", Dialect.Clean(person));
        if (Filter.Tag is { } tag) values.Add("tag", Dialect.Clean(tag));
        if (Filter.Since is { } since) values.Add("since", Micros.From(since));
        if (Submitters is { } people) values.Add("submitters", Dialect.List(people));
        if (Filter.Owes is { } owes) values.Add("owes", (long)owes);
        if (Filter.OverdueAt is { } now) values.Add("now", Micros.From(now));
        if (Submitters is [var only]) values.Add("submitter", only);
        if (Words.Length > 0) values.Add("match", NamesSql.Match(Dialect, Words));
        for (var i = 0; i < Words.Length; i++) values.Add($"word{i}", " " + Words[i]);
        if (Beyond is { } line)
        {
            values.Add("at", Micros.From(line.At));
            values.Add("id", line.Id.Value);
        }

        return values;
    }

    private string BranchSql(PatchState? state, string limit)
    {
        var conditions = new List<string> { "project = @project" };
        conditions.AddRange(PlainConditions(Way, state));
        if (Submitters is [_]) conditions.Add(Way is SeriesWay.Submitter ? "submitter = @submitter" : "submitter + 0 = @submitter");
        if (Beyond is not null) conditions.Add($"({Key}, id) {(IsDescending ? '<' : '>')} (@at, @id)");
        if (Filter.Since is not null && !Filter.IsByPromise) conditions.Add("active_at >= @since");

        // The tree leads the order only where it is null: PostgreSQL does not take "is null" for a single value.
        var tree = Filter.Tree is "" && Way is SeriesWay.State or SeriesWay.Tree ? $"tree {Order}, " : "";
        return $"select id, {Key}{(IsSifted ? ", words, submitter" : "")} from series where {string.Join(" and ", conditions)} order by {tree}{Key} {Order}, id {Order} limit {limit}";
    }

    private IEnumerable<string> PlainConditions(SeriesWay way, PatchState? state)
    {
        var byState = way is SeriesWay.State;
        var byTree = way is SeriesWay.State or SeriesWay.Tree;
        if (state is { } only) yield return Filter.State is null ? $"state = {Number(only)}" : byState ? "state = @state" : "state + 0 = @state";
        else if (Filter.WaitingOnly) yield return $"state + 0 in ({string.Join(", ", PatchStates.All.Where(each => each.IsWaiting).Select(Number))})";
        if (Filter.Tree is "") yield return byTree ? "tree is null" : "(tree || '') is null";
        else if (Filter.Tree is not null) yield return byTree ? "tree = @tree" : "tree || '' = @tree";
        if (Filter.Delegate is { Length: > 0 }) yield return way is SeriesWay.Delegate ? "delegate = @delegate" : "delegate || '' = @delegate";
        if (Filter.Since is not null) yield return "sent_at >= @since";
        if (Filter.Owes is not null) yield return way is SeriesWay.Owes ? "owes = @owes" : "owes + 0 = @owes";
        if (Filter.OverdueAt is not null) yield return way is SeriesWay.Promise ? "due_at < @now" : "due_at + 0 < @now";
    }

    private IEnumerable<string> SieveConditions()
    {
        for (var i = 0; i < Words.Length; i++) yield return $"{Dialect.Find}(' ' || words, @word{i}) > 0";
        if (Submitters is { Length: > 1 }) yield return Dialect.In("submitter", "submitters");
    }

    private static string Number(PatchState state) => ((int)state).ToString(CultureInfo.InvariantCulture);
}

/// <summary>The index by which the lines of a list come in order.</summary>
internal enum SeriesWay
{
    /// <summary>By activity alone.</summary>
    Activity,

    /// <summary>By state, and tree where that is asked too.</summary>
    State,

    /// <summary>By tree.</summary>
    Tree,

    /// <summary>By one submitter.</summary>
    Submitter,

    /// <summary>By delegate.</summary>
    Delegate,

    /// <summary>By who owes the next move.</summary>
    Owes,

    /// <summary>By the promise of an answer.</summary>
    Promise,
}
