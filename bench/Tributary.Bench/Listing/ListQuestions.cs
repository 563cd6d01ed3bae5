using System.Collections.Immutable;
using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Bench;

/// <summary>The lists, filters, orders and depths that are timed.</summary>
internal static class ListQuestions
{
    private static readonly DateTimeOffset Start = new(2017, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly ImmutableArray<string> ClientOrders = ["id", "-id", "date", "-date"];

    /// <summary>All of them.</summary>
    public static ImmutableArray<ListQuestion> All { get; } = [.. Patches(), .. OtherPatches(), .. CoversAndSeries(), .. Events(), .. Small()];

    // A time in the eight years that the archive holds, a little other in each round.
    private static DateTimeOffset At(double share, int round) => Start.AddDays((2922 * share) + (round * 0.37));

    private static IEnumerable<ListQuestion> Patches()
    {
        (string Name, Func<QueueSite, int, PatchListFilter> Make)[] filters =
        [
            ("all", (_, _) => new()),
            ("project", (_, _) => new() { Projects = [1] }),
            ("state new", (_, _) => new() { States = [PatchState.New] }),
            ("state superseded", (_, _) => new() { States = [PatchState.Superseded] }),
            ("state awaiting-upstream", (_, _) => new() { States = [PatchState.AwaitingUpstream] }),
            ("delegate bpf", (_, _) => new() { Delegates = ["bpf"] }),
            ("delegate kuba", (_, _) => new() { Delegates = ["kuba"] }),
            ("submitter, the busiest", (_, _) => new() { Submitters = [1] }),
            ("submitter, any", (site, round) => new() { Submitters = [Person(site, round)] }),
            ("archived no", (_, _) => new() { IsArchived = false }),
            ("project, two states, not archived (git-pw)", (_, _) => new() { Projects = [1], States = [PatchState.New, PatchState.UnderReview], IsArchived = false }),
            ("state + delegate", (_, _) => new() { States = [PatchState.New], Delegates = ["bpf"] }),
            ("rare state + rare delegate", (_, _) => new() { States = [PatchState.AwaitingUpstream], Delegates = ["martin"] }),
            ("state + busiest submitter", (_, _) => new() { States = [PatchState.Accepted], Submitters = [1] }),
            ("since the middle", (_, round) => new() { Since = At(0.5, round) }),
            ("since the last tenth", (_, round) => new() { Since = At(0.9, round) }),
            ("since the last week", (_, round) => new() { Since = At(0.9976, 0) }),
            ("before the middle", (_, round) => new() { Before = At(0.5, round) }),
            ("a year between", (_, round) => new() { Since = At(0.5, round), Before = At(0.625, round) }),
            ("state + since", (_, round) => new() { States = [PatchState.Accepted], Since = At(0.5, round) }),
            ("delegate + since", (_, round) => new() { Delegates = ["bpf"], Since = At(0.5, round) }),
            ("state + delegate + since", (_, round) => new() { States = [PatchState.Superseded], Delegates = ["netdev"], Since = At(0.3, round) }),
            ("busiest submitter + since", (_, round) => new() { Submitters = [1], Since = At(0.5, round) }),
        ];
        foreach (var (name, make) in filters)
        {
            foreach (var question in Deep($"patches: {name}", isListed: true, ClientOrders, (site, round, page) => ListAsync(site, make(site, round), page))) yield return question;
        }

        yield return One("patches: series", isListed: true, (site, round) => ListAsync(site, new() { Series = [Of(site.SomeSeries, round)] }, new()));
        yield return One("patches: hash", isListed: true, (site, round) => ListAsync(site, new() { Hash = ListFiller.Hash(Of(site.SomeMessages, round)) }, new()));
        yield return One("patches: msgid", isListed: true, (site, round) => ListAsync(site, new() { MessageId = QueueFiller.MessageId(Of(site.SomeMessages, round)) }, new()));
        yield return One("a patch", isListed: true, async (site, round) => (1, await new PatchQueries(site.Database).FindAsync(Of(site.SomeMessages, round), default) is null ? 0 : 1));
    }

    private static IEnumerable<ListQuestion> OtherPatches()
    {
        (string Name, ImmutableArray<string> Orders, Func<QueueSite, int, PatchListFilter> Make)[] others =
        [
            ("by name, state, submitter, archive, check", ["name", "-name", "state", "-state", "submitter", "archived", "check", "project"], (_, _) => new() { Projects = [1] }),
            ("state, by name, submitter", ["name", "submitter"], (_, _) => new() { States = [PatchState.Accepted] }),
            ("delegate + submitter", ["id", "-date"], (_, _) => new() { Delegates = ["bpf"], Submitters = [1] }),
            ("state + delegate + submitter + since", ["id", "-date"], (_, round) => new() { States = [PatchState.Accepted], Delegates = ["bpf"], Submitters = [1, 2], Since = At(0.2, round) }),
            ("q, a part of most names (bpf)", ["id", "-date"], (_, _) => new() { Projects = [1], Words = "bpf" }),
            ("q, a word (sockmap)", ["id", "-date"], (_, _) => new() { Projects = [1], Words = "sockmap" }),
            ("q, two words", ["id", "-date"], (_, _) => new() { Projects = [1], Words = "bpf sockmap" }),
            ("q, nothing", ["id"], (_, _) => new() { Projects = [1], Words = "xyzzy" }),
            ("q + state", ["id", "-date"], (_, _) => new() { Projects = [1], States = [PatchState.New], Words = "fix" }),
            ("q + since + delegate", ["id"], (_, round) => new() { Delegates = ["bpf"], Since = At(0.5, round), Words = "test" }),
            ("q, by name", ["name"], (_, _) => new() { Words = "selftests/bpf" }),
        ];
        return others.SelectMany(other => Deep($"patches: {other.Name}", isListed: false, other.Orders, (site, round, page) => ListAsync(site, other.Make(site, round), page)));
    }

    private static IEnumerable<ListQuestion> CoversAndSeries()
    {
        (string Name, Func<QueueSite, int, (long[] Submitters, DateTimeOffset? Since)> Make)[] filters =
        [
            ("all", (_, _) => ([], null)), ("submitter, the busiest", (_, _) => ([1], null)), ("submitter, any", (site, round) => ([Person(site, round)], null)),
            ("since the middle", (_, round) => ([], At(0.5, round))), ("busiest submitter + since", (_, round) => ([1], At(0.5, round))),
        ];
        foreach (var (name, make) in filters)
        {
            foreach (var each in Deep($"covers: {name}", isListed: true, ClientOrders, (site, round, page) => Covers(site, make(site, round), page))) yield return each;
            foreach (var each in Deep($"series: {name}", isListed: true, ClientOrders, (site, round, page) => Series(site, make(site, round), page))) yield return each;
        }

        foreach (var each in Deep("covers: q", isListed: false, ["id", "name"], async (site, _, page) => Of(await new CoverQueries(site.Database).ListAsync(new() { Words = "sockmap" }, page, default)))) yield return each;
        foreach (var each in Deep("series: q", isListed: false, ["id", "name"], async (site, _, page) => Of(await new SeriesApiQueries(site.Database).ListAsync(new() { Words = "sockmap" }, page, default)))) yield return each;
        yield return One("a series", isListed: true, async (site, round) => (1, await new SeriesApiQueries(site.Database).FindAsync(Of(site.SomeSeries, round), default) is null ? 0 : 1));
    }

    private static IEnumerable<ListQuestion> Events()
    {
        (string Name, Func<QueueSite, int, EventListFilter> Make)[] filters =
        [
            ("all", (_, _) => new()), ("project", (_, _) => new() { Projects = [1] }),
            ("category patch-state-changed", (_, _) => new() { Categories = [EventCategory.PatchStateChanged] }),
            ("project, two categories", (_, _) => new() { Projects = [1], Categories = [EventCategory.PatchCreated, EventCategory.SeriesCompleted] }),
            ("since the middle", (_, round) => new() { Since = At(0.5, round) }),
            ("category + since the last tenth", (_, round) => new() { Categories = [EventCategory.PatchCreated], Since = At(0.9, round) }),
            ("series", (site, round) => new() { Series = [Of(site.SomeSeries, round)] }),
            ("patch", (site, round) => new() { Patches = [Of(site.SomeMessages, round)] }),
            ("cover", (site, round) => new() { Covers = [Of(site.SomeMessages, round)] }),
        ];
        foreach (var (name, make) in filters)
        {
            foreach (var each in Deep($"events: {name}", isListed: true, ["-date", "date"], async (site, round, page) => Of(await new EventQueries(site.Database).ListAsync(make(site, round), page, default))))
                yield return each;
        }

        foreach (var each in Deep("events: actor", isListed: false, ["-date", "date"], async (site, round, page) => Of(await new EventQueries(site.Database).ListAsync(new() { Actors = [1 + (round % 90)] }, page, default))))
            yield return each;
    }

    private static IEnumerable<ListQuestion> Small()
    {
        yield return One("comments of a patch", isListed: true, async (site, round) => Of(await new CommentQueries(site.Database).ListAsync(new() { Target = Of(site.SomeMessages, round) }, new(), default)));
        yield return One("checks of a patch", isListed: true, async (site, round) => Of(await new CheckQueries(site.Database).ListAsync(new() { Patch = Of(site.SomeMessages, round) / 5 * 5 }, new(), default)));
        foreach (var each in Deep("people", isListed: true, ["id"], async (site, _, page) => Of(await new PersonQueries(site.Database).ListAsync(null, page, default)))) yield return each;
        foreach (var each in Deep("people: q, or by name", isListed: false, ["id", "name"], async (site, _, page) => Of(await new PersonQueries(site.Database).ListAsync("last7", page, default)))) yield return each;
        yield return One("users", isListed: true, async (site, _) => Of(await new UserListQueries(site.Database).ListAsync(null, new(), default)));
    }

    private static IEnumerable<ListQuestion> Deep(string name, bool isListed, ImmutableArray<string> orders, Func<QueueSite, int, ListPage, Task<(long Total, int Rows)>> askAsync) =>
        from order in orders from depth in ListQuestion.Depths select new ListQuestion(name, order, depth, isListed, askAsync);

    private static ListQuestion One(string name, bool isListed, Func<QueueSite, int, Task<(long Total, int Rows)>> askAsync) =>
        new(name, "", ListDepth.First, isListed, (site, round, _) => askAsync(site, round));

    private static async Task<(long Total, int Rows)> ListAsync(QueueSite site, PatchListFilter filter, ListPage page) => Of(await new PatchQueries(site.Database).ListAsync(filter, page, default));

    private static async Task<(long Total, int Rows)> Covers(QueueSite site, (long[] Submitters, DateTimeOffset? Since) filter, ListPage page) =>
        Of(await new CoverQueries(site.Database).ListAsync(new() { Projects = [1], Submitters = [.. filter.Submitters], Since = filter.Since }, page, default));

    private static async Task<(long Total, int Rows)> Series(QueueSite site, (long[] Submitters, DateTimeOffset? Since) filter, ListPage page) =>
        Of(await new SeriesApiQueries(site.Database).ListAsync(new() { Projects = [1], Submitters = [.. filter.Submitters], Since = filter.Since }, page, default));

    private static (long Total, int Rows) Of<T>(Listed<T> listed) => (listed.Total, listed.Rows.Length);

    private static long Person(QueueSite site, int round) => 1 + ((round * 7919L) % site.People);

    private static long Of(ImmutableArray<long> some, int round) => some[round % some.Length];
}
