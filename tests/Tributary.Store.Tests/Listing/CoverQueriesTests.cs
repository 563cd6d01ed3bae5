using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;

namespace Tributary.Store.Tests;

public class CoverQueriesTests
{
    public static TheoryData<DatabaseKind> Kinds => TestDatabase.Kinds;

    [Theory]
    [MemberData(nameof(Kinds))]
    [Trait("Speed", "slow")]
    public void List_WhenFiltersOrdersAndPagesAreAny_ThenAsANaiveReadingOfAllRows(DatabaseKind kind) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(4), Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed => RunAsync(kind, seed).GetAwaiter().GetResult()));

    private static async Task RunAsync(DatabaseKind kind, int seed)
    {
        await using var test = await TestDatabase.OpenAsync(kind);
        if (test is null) return;
        var rows = new ListRows(test, seed);
        await rows.FillAsync();
        var queries = new CoverQueries(test.Database);
        var random = new Random(seed);
        for (var i = 0; i < 80; i++)
        {
            var filter = MakeFilter(random, rows);
            var page = PatchQueriesTests.MakePage(random, CoverQueries.OrderFields);
            var expected = Expect(rows, filter, page.Order);
            var found = await queries.ListAsync(filter, page, CancellationToken.None);
            var which = $"seed {seed}, {filter} projects {string.Join(',', filter.Projects)} submitters {string.Join(',', filter.Submitters)}; {string.Join(',', page.Order)} page {page.Number} of {page.Size}";
            found.Total.ShouldBe(expected.Count, which);
            found.Rows.Select(row => row.Id).ShouldBe(expected.Skip((int)(page.Number - 1) * page.Size).Take(page.Size).Select(row => row.Id), which);
        }
    }

    private static CoverListFilter MakeFilter(Random random, ListRows rows)
    {
        var some = rows.Covers.Count == 0 ? null : rows.Covers[random.Next(rows.Covers.Count)].Row;
        return new()
        {
            Projects = random.Next(3) switch { 0 => [], 1 => [1 + random.Next(3)], _ => [1, 2] },
            Series = random.Next(6) == 0 ? [random.Next(1, 30), random.Next(1, 30)] : [],
            Submitters = random.Next(4) switch { 0 => [random.Next(1, 6)], 1 => [1, 2], _ => [] },
            MessageId = random.Next(12) == 0 ? ListRows.MessageId(some?.Message ?? 1) : null,
            Since = random.Next(3) == 0 ? Micros.ToTime((some?.SentAt ?? 0) - random.Next(2)) : null,
            Before = random.Next(3) == 0 ? Micros.ToTime((some?.SentAt ?? 0) + 1_000_000_000_000) : null,
            Words = random.Next(6) == 0 ? "FIX" : null,
        };
    }

    private static List<CoverRow> Expect(ListRows rows, CoverListFilter filter, ImmutableArray<ListOrder> order)
    {
        var left = rows.Covers.Where(entry => entry is var (project, row)
            && (filter.Projects.Length == 0 || filter.Projects.Contains(project)) && (filter.Series.Length == 0 || filter.Series.Contains(row.Series.Value))
            && (filter.Submitters.Length == 0 || filter.Submitters.Contains(row.Submitter))
            && (filter.MessageId is null || filter.MessageId == ListRows.MessageId(row.Message))
            && (filter.Since is not { } since || row.SentAt >= Micros.From(since)) && (filter.Before is not { } before || row.SentAt < Micros.From(before))
            && (filter.Words is null || row.Name.Contains(filter.Words, StringComparison.OrdinalIgnoreCase))).Select(entry => entry.Row);
        var orders = order.Length == 0 ? [new ListOrder("id", IsDescending: false)] : order;
        var sorted = left.OrderBy(_ => 0);
        foreach (var each in orders.Append(new("id", orders[^1].IsDescending)))
        {
            sorted = each.Field switch
            {
                "name" => each.IsDescending ? sorted.ThenByDescending(row => row.Name, StringComparer.Ordinal) : sorted.ThenBy(row => row.Name, StringComparer.Ordinal),
                "date" => Then(sorted, row => row.SentAt, each.IsDescending),
                "submitter" => Then(sorted, row => row.Submitter, each.IsDescending),
                _ => Then(sorted, row => row.Id, each.IsDescending),
            };
        }

        return [.. sorted];
    }

    private static IOrderedEnumerable<CoverRow> Then(IOrderedEnumerable<CoverRow> rows, Func<CoverRow, long> key, bool isDescending) =>
        isDescending ? rows.ThenByDescending(key) : rows.ThenBy(key);
}
