using Tributary.Workflow;

namespace Tributary.Store.Tests;

public sealed class SeriesQueriesTests
{
    [Theory]
    [MemberData(nameof(TestDatabase.Kinds), MemberType = typeof(TestDatabase))]
    public async Task List_WhenFiltered_ThenEveryPageIsWhatTheFilterSays(DatabaseKind kind)
    {
        await using var test = await TestDatabase.OpenAsync(kind);
        if (test is null) return;
        var all = await QueueRows.FillAsync(test, 400);
        var queries = new SeriesQueries(test.Database);

        foreach (var filter in Filters())
        {
            var expected = all.Where(line => Fits(filter, line)).ToList();
            (await PageDownAsync(queries, filter, 37)).ShouldBe(expected, $"down {filter}");
            (await PageUpAsync(queries, filter, 41)).ShouldBe(expected, $"up {filter}");
        }
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Kinds), MemberType = typeof(TestDatabase))]
    public async Task Count_WhenStateAndTree_ThenItIsTheKeptCount(DatabaseKind kind)
    {
        await using var test = await TestDatabase.OpenAsync(kind);
        if (test is null) return;
        var all = await QueueRows.FillAsync(test, 100);
        var queries = new SeriesQueries(test.Database);
        var project = new SeriesFilter { Project = QueueRows.Project };

        foreach (var filter in new[] { project, project with { State = PatchState.New }, project with { Tree = "" }, project with { State = PatchState.UnderReview, Tree = "bpf" }, project with { WaitingOnly = true } })
            (await queries.CountAsync(filter, CancellationToken.None)).ShouldBe(all.Count(line => Fits(filter, line)), filter.ToString());
        (await queries.CountAsync(project with { Text = "bpf" }, CancellationToken.None)).ShouldBeNull();
        (await queries.ListCountsAsync(QueueRows.Project, CancellationToken.None)).Sum(count => count.Total).ShouldBe(100);
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Kinds), MemberType = typeof(TestDatabase))]
    public async Task List_WhenTextIsHostile_ThenItIsOnlyText(DatabaseKind kind)
    {
        await using var test = await TestDatabase.OpenAsync(kind);
        if (test is null) return;
        await QueueRows.FillAsync(test, 20);
        var queries = new SeriesQueries(test.Database);

        foreach (var text in new[] { "\"", "'", "a\" OR \"b", "NEAR(", "*", "-", "bpf:*", "a & b | !c", "\0", "\ud800", "%", "_", "((((", new('x', 10_000), "NOT AND OR" })
        {
            await queries.ListAsync(new() { Project = QueueRows.Project, Text = text }, null, 50, CancellationToken.None);
            await queries.ListAsync(new() { Project = QueueRows.Project, Submitter = text, Tree = text, Delegate = text }, null, 50, CancellationToken.None);
        }
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Kinds), MemberType = typeof(TestDatabase))]
    public async Task Stream_WhenManyPages_ThenAllAreThereInOrder(DatabaseKind kind)
    {
        await using var test = await TestDatabase.OpenAsync(kind);
        if (test is null) return;
        var all = await QueueRows.FillAsync(test, 1200);

        var streamed = new List<SeriesSummary>();
        await foreach (var line in new SeriesQueries(test.Database).StreamAsync(new() { Project = QueueRows.Project }, CancellationToken.None)) streamed.Add(line);

        streamed.ShouldBe(all);
    }

    private static IEnumerable<SeriesFilter> Filters()
    {
        var project = new SeriesFilter { Project = QueueRows.Project };
        string?[] texts = [null, "bpf", "FIX", "probe_read", "verif", "bjorn gru", "转", "zzz", "fix bpf"];
        string?[] submitters = [null, "ann@example.org", "ANN@example.org", "tester", "example", "earbo", "amp", "bjorn", "nobody"];
        string?[] trees = [null, "", "bpf-next", "other"];
        var states = new[] { (PatchState?)null, PatchState.New, PatchState.Rfc, PatchState.Mainlined };
        var random = new Random(7);
        var filters = from text in texts from submitter in submitters from tree in trees from state in states select project with { Text = text, Submitter = submitter, Tree = tree, State = state };
        foreach (var filter in filters.Where(filter => random.Next(4) == 0 || new object?[] { filter.Text, filter.Submitter, filter.Tree, filter.State }.Count(part => part is not null) <= 1))
        {
            yield return random.Next(6) switch
            {
                0 => filter with { Since = new(2024, 1, 9, 0, 0, 0, TimeSpan.Zero) },
                1 => filter with { Delegate = "bpf" },
                2 => filter with { WaitingOnly = filter.State is null },
                _ => filter,
            };
        }
    }

    private static bool Fits(SeriesFilter filter, SeriesSummary line) =>
        (filter.State is null || line.State == filter.State) && (!filter.WaitingOnly || line.State.IsWaiting)
        && (filter.Tree is null || (line.Tree ?? "") == filter.Tree) && (filter.Delegate is null || line.Delegate == filter.Delegate)
        && (filter.Since is null || line.Date >= filter.Since)
        && (filter.Text is null || BeginsWords(filter.Text, line.Name)) && (filter.Submitter is null || IsBy(filter.Submitter, line));

    private static bool IsBy(string submitter, SeriesSummary line)
    {
        var person = $"{line.Submitter.Name} {line.Submitter.Address}";
        if (submitter.Contains('@')) return line.Submitter.Address.Equals(submitter, StringComparison.OrdinalIgnoreCase);
        return BeginsWords(submitter, person) || (submitter is "earbo" or "amp" && person.Contains(submitter, StringComparison.OrdinalIgnoreCase));
    }

    private static bool BeginsWords(string text, string name) =>
        NameWords.Asked(text) is { Length: > 0 } asked && asked.All(word => $" {NameWords.Of(name)}".Contains(" " + word, StringComparison.Ordinal));

    private static async Task<List<SeriesSummary>> PageDownAsync(SeriesQueries queries, SeriesFilter filter, int size)
    {
        var lines = new List<SeriesSummary>();
        SeriesCursor? after = null;
        while (true)
        {
            var page = await queries.ListAsync(filter, after, size, CancellationToken.None);
            lines.AddRange(page);
            if (page.Count < size) return lines;
            after = new(page[^1].LastActivity, page[^1].Id);
        }
    }

    private static async Task<List<SeriesSummary>> PageUpAsync(SeriesQueries queries, SeriesFilter filter, int size)
    {
        var lines = new List<SeriesSummary>();
        SeriesCursor? before = null;
        while (true)
        {
            var page = await queries.ListNewerAsync(filter, before, size, CancellationToken.None);
            lines.InsertRange(0, page);
            if (page.Count < size) return lines;
            before = new(page[0].LastActivity, page[0].Id);
        }
    }
}
