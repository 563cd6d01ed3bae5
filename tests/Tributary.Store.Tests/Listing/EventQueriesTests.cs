using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Tributary.Workflow;

namespace Tributary.Store.Tests;

public class EventQueriesTests
{
    public static TheoryData<DatabaseKind> Kinds => TestDatabase.Kinds;

    [Theory]
    [MemberData(nameof(Kinds))]
    [Trait("Speed", "slow")]
    public void List_WhenFiltersOrdersAndPagesAreAny_ThenAsANaiveReadingOfAllEvents(DatabaseKind kind) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(4), Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed => RunAsync(kind, seed).GetAwaiter().GetResult()));

    private static async Task RunAsync(DatabaseKind kind, int seed)
    {
        await using var test = await TestDatabase.OpenAsync(kind);
        if (test is null) return;
        var random = new Random(seed);
        await test.InsertAsync("projects", [new { id = 1L, name = "one", profile = "bpf" }, new { id = 2L, name = "two", profile = "bpf" }]);
        var all = new List<(long Id, long Project, long At, NewEvent Event, long? Actor)>();
        for (var batch = random.Next(2, 14); batch > 0; batch--) await AddAsync(test, random, all);
        var queries = new EventQueries(test.Database);
        for (var i = 0; i < 100; i++)
        {
            var filter = MakeFilter(random, all);
            var page = PatchQueriesTests.MakePage(random, EventQueries.OrderFields);
            var isDown = page.Order.FirstOrDefault(order => order.Field == "date") is not { Field: "date", IsDescending: false };
            var expected = all.Where(each => Fits(filter, each)).OrderBy(each => isDown ? -each.Id : each.Id).ToList();
            var found = await queries.ListAsync(filter, page, CancellationToken.None);
            var which = $"seed {seed}, {filter} {string.Join(',', filter.Projects)} {string.Join(',', filter.Categories)}; {string.Join(',', page.Order)} page {page.Number} of {page.Size}";
            found.Total.ShouldBe(expected.Count, which);
            found.Rows.Select(row => row.Id).ShouldBe(expected.Skip((int)(page.Number - 1) * page.Size).Take(page.Size).Select(each => each.Id), which);
        }
    }

    private static async Task AddAsync(TestDatabase test, Random random, List<(long Id, long Project, long At, NewEvent Event, long? Actor)> all)
    {
        var project = random.Next(1, 3);
        var made = Enumerable.Range(0, random.Next(1, 12)).Select(_ => new NewEvent
        {
            Category = (EventCategory)random.Next(13), Series = random.Next(1, 4), Patch = random.Next(2) == 0 ? random.Next(1, 9) : null, Cover = random.Next(3) == 0 ? 4 : null,
        }).ToList();
        long? actor = random.Next(2) == 0 ? random.Next(1, 3) : null;

        // The clock may go back.
        var origin = new ChangeOrigin(Door.Api, actor, DateTimeOffset.UnixEpoch.AddHours((all.Count * 3) + random.Next(-20, 20)));
        await using var write = await test.Database.Writer.BeginAsync(WritePriority.Bulk, CancellationToken.None);
        if (random.Next(2) == 0) await IdLedger.TakeAsync(write, "events", random.Next(100_000), CancellationToken.None);
        await new EventStore(write, project).AddAsync(made, origin, CancellationToken.None);
        await write.CommitAsync(CancellationToken.None);
        await using var connection = await test.Database.OpenReadAsync(CancellationToken.None);
        var last = await Dapper.SqlMapper.QuerySingleAsync<(long Id, long At)>(connection, "select id, at from events order by id desc limit 1");
        all.AddRange(made.Select((each, index) => (last.Id - made.Count + 1 + index, (long)project, last.At, each, actor)));
    }

    private static EventListFilter MakeFilter(Random random, List<(long Id, long Project, long At, NewEvent Event, long? Actor)> all)
    {
        var some = all[random.Next(all.Count)];
        ImmutableArray<long> Some(int odds, long value) => random.Next(odds) == 0 ? [value, value + 1] : [];
        return new()
        {
            Projects = random.Next(3) switch { 0 => [some.Project], 1 => [1, 2], _ => [] },
            Categories = random.Next(3) switch { 0 => [some.Event.Category], 1 => [EventCategory.PatchCreated, (EventCategory)random.Next(13)], _ => [] },
            Series = Some(6, 2), Patches = Some(6, 3), Covers = Some(8, 4), Actors = Some(6, 1),
            Since = random.Next(3) == 0 ? Micros.ToTime(some.At + random.Next(-1, 2)) : null, Before = random.Next(3) == 0 ? Micros.ToTime(some.At + random.Next(-1, 2)) : null,
            PatchworkOnly = random.Next(3) > 0,
        };
    }

    private static bool Fits(EventListFilter filter, (long Id, long Project, long At, NewEvent Event, long? Actor) each) =>
        (filter.Projects.Length == 0 || filter.Projects.Contains(each.Project))
        && (filter.Categories.Length == 0 || filter.Categories.Contains(each.Event.Category)) && (!filter.PatchworkOnly || each.Event.Category.IsPatchworks)
        && (filter.Series.Length == 0 || (each.Event.Series is { } series && filter.Series.Contains(series)))
        && (filter.Patches.Length == 0 || (each.Event.Patch is { } patch && filter.Patches.Contains(patch)))
        && (filter.Covers.Length == 0 || (each.Event.Cover is { } cover && filter.Covers.Contains(cover)))
        && (filter.Actors.Length == 0 || (each.Actor is { } actor && filter.Actors.Contains(actor)))
        && (filter.Since is not { } since || each.At >= Micros.From(since)) && (filter.Before is not { } before || each.At < Micros.From(before));
}
