using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Tributary.Workflow;

namespace Tributary.Store.Tests;

public class PatchQueriesTests
{
    public static TheoryData<DatabaseKind> Kinds => TestDatabase.Kinds;

    [Theory]
    [MemberData(nameof(Kinds))]
    [Trait("Speed", "slow")]
    public void List_WhenFiltersOrdersAndPagesAreAny_ThenAsANaiveReadingOfAllRows(DatabaseKind kind) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(6), Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed => RunAsync(kind, seed).GetAwaiter().GetResult()));

    private static async Task RunAsync(DatabaseKind kind, int seed)
    {
        await using var test = await TestDatabase.OpenAsync(kind);
        if (test is null) return;
        var rows = new ListRows(test, seed);
        await rows.FillAsync();
        var queries = new PatchQueries(test.Database) { FewMatches = seed % 2 * 6, FewRows = seed % 3 * 10 };
        var random = new Random(seed);
        for (var i = 0; i < 150; i++)
        {
            var filter = MakeFilter(random, rows);
            var page = MakePage(random, PatchQueries.OrderFields);
            var expected = Expect(rows, filter, page.Order);
            var found = await queries.ListAsync(filter, page, CancellationToken.None);
            var which = $"seed {seed}, {filter} projects {string.Join(',', filter.Projects)} states {string.Join(',', filter.States)} delegates {string.Join(',', filter.Delegates)} submitters {string.Join(',', filter.Submitters)}; {string.Join(',', page.Order)} page {page.Number} of {page.Size}";
            found.Total.ShouldBe(expected.Count, which);
            found.Rows.Select(row => row.Id).ShouldBe(expected.Skip((int)(page.Number - 1) * page.Size).Take(page.Size).Select(entry => entry.Row.Id), which);
        }
    }

    internal static ListPage MakePage(Random random, ImmutableArray<string> fields)
    {
        var order = Enumerable.Range(0, random.Next(8) == 0 ? 2 : 1)
            .Select(_ => new ListOrder(random.Next(3) switch { 0 => fields[random.Next(fields.Length)], 1 => "id", _ => "date" }, random.Next(2) == 0)).DistinctBy(each => each.Field);
        return new() { Order = random.Next(4) == 0 ? [] : [.. order], Number = 1 + random.Next(random.Next(1, 12)), Size = 1 + random.Next(20) };
    }

    private static PatchListFilter MakeFilter(Random random, ListRows rows)
    {
        var some = rows.Patches.Count == 0 ? null : rows.Patches[random.Next(rows.Patches.Count)].Row;
        bool Rarely(int odds) => random.Next(odds) == 0;
        return new()
        {
            Projects = random.Next(3) switch { 0 => [], 1 => [1 + random.Next(3)], _ => [1, 2] },
            Series = Rarely(8) ? [random.Next(1, 30), random.Next(1, 30)] : [],
            Submitters = random.Next(4) switch { 0 => [random.Next(1, 6)], 1 => [1, 2], _ => [] },
            Delegates = random.Next(4) switch { 0 => ["kuba"], 1 => ["bpf", "nobody"], _ => [] },
            States = random.Next(4) switch { 0 => [PatchState.New], 1 => [PatchState.New, PatchState.Accepted, (PatchState)random.Next(14)], _ => [] },
            IsArchived = random.Next(3) switch { 0 => true, 1 => false, _ => null },
            Hash = Rarely(10) ? some?.Hash?.ToUpperInvariant() : null,
            MessageId = Rarely(12) ? ListRows.MessageId(some?.Message ?? 1) : null,
            Since = random.Next(3) == 0 ? Micros.ToTime((some?.SentAt ?? 0) - random.Next(2)) : null,
            Before = random.Next(3) == 0 ? Micros.ToTime((some?.SentAt ?? 0) + 1_000_000_000_000 - random.Next(2)) : null,
            Words = Rarely(4) ? (string[])["BPF", "fix, sock", "bpf: fix", "tests/b", "%", " , ", "nothing"] is var words ? words[random.Next(words.Length)] : null : null,
        };
    }

    private static List<(long Project, PatchRow Row)> Expect(ListRows rows, PatchListFilter filter, ImmutableArray<ListOrder> order)
    {
        var words = (filter.Words ?? "").Split([' ', ','], StringSplitOptions.RemoveEmptyEntries);
        var left = rows.Patches.Where(entry => entry is var (project, row)
            && (filter.Projects.Length == 0 || filter.Projects.Contains(project))
            && (filter.Series.Length == 0 || filter.Series.Contains(row.Series.Value))
            && (filter.Submitters.Length == 0 || filter.Submitters.Contains(row.Submitter))
            && (filter.Delegates.Length == 0 || (row.Delegate is not null && filter.Delegates.Contains(row.Delegate)))
            && (filter.States.Length == 0 || filter.States.Contains(row.State))
            && (filter.IsArchived is null || filter.IsArchived == row.IsArchived)
            && (filter.Hash is null || filter.Hash.Equals(row.Hash, StringComparison.OrdinalIgnoreCase))
            && (filter.MessageId is null || filter.MessageId == ListRows.MessageId(row.Message))
            && (filter.Since is not { } since || row.SentAt >= Micros.From(since)) && (filter.Before is not { } before || row.SentAt < Micros.From(before))
            && words.All(word => row.Name.Contains(word, StringComparison.OrdinalIgnoreCase)));
        var orders = order.Length == 0 ? [new ListOrder("id", IsDescending: false)] : order;
        var sorted = left.OrderBy(_ => 0);
        foreach (var each in orders) sorted = Then(sorted, each);
        return [.. Then(sorted, new("id", orders[^1].IsDescending))];
    }

    private static IOrderedEnumerable<(long Project, PatchRow Row)> Then(IOrderedEnumerable<(long Project, PatchRow Row)> rows, ListOrder order)
    {
        if (order.Field == "name")
        {
            return order.IsDescending
                ? rows.ThenByDescending(entry => entry.Row.Name, StringComparer.Ordinal)
                : rows.ThenBy(entry => entry.Row.Name, StringComparer.Ordinal);
        }

        Func<(long Project, PatchRow Row), long> key = order.Field switch
        {
            "id" => entry => entry.Row.Id,
            "date" => entry => entry.Row.SentAt,
            "project" => entry => entry.Project,
            "state" => entry => (long)entry.Row.State,
            "archived" => entry => entry.Row.IsArchived ? 1 : 0,
            "submitter" => entry => entry.Row.Submitter,
            _ => entry => (long)entry.Row.Checks,
        };
        return order.IsDescending ? rows.ThenByDescending(key) : rows.ThenBy(key);
    }
}
