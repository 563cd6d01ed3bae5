using Tributary.Workflow;

namespace Tributary.Store.Tests;

public sealed class EventLogTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);
    private static readonly EventLogFilter All = new(Project: null, Category: null, Since: null);

    public static TheoryData<DatabaseKind> Kinds => TestDatabase.Kinds;

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Log_WhenFiltered_ThenTheNewestAreLast(DatabaseKind kind)
    {
        await using var test = await TestDatabase.OpenAsync(kind);
        if (test is null) return;
        await AddAsync(test, project: 1, Noon, EventCategory.ProjectChanged, EventCategory.MaintainerChanged);
        await AddAsync(test, project: 2, Noon.AddHours(1), EventCategory.ProjectChanged);
        await AddAsync(test, project: 1, Noon.AddHours(2), EventCategory.ProjectChanged);
        var log = new EventLog(test.Database);

        (await NumbersAsync(log, All)).ShouldBe([1, 2, 3, 4]);
        (await NumbersAsync(log, All with { Project = 1 })).ShouldBe([1, 2, 4]);
        (await NumbersAsync(log, All with { Category = EventCategory.ProjectChanged, Project = 1 })).ShouldBe([1, 4]);
        (await NumbersAsync(log, All with { Since = Noon.AddHours(1) })).ShouldBe([3, 4]);
        (await log.FindStartAsync(All, 2, CancellationToken.None)).ShouldBe(2);
        (await log.FindStartAsync(All with { Project = 1 }, 2, CancellationToken.None)).ShouldBe(1);
        (await log.FindStartAsync(All with { Project = 9 }, 2, CancellationToken.None)).ShouldBe(0);
        (await log.ListAsync(All, after: 3, limit: 10, CancellationToken.None)).Single().At.ShouldBe(Noon.AddHours(2));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Events_WhenTheClockIsPutBack_ThenNoneStandsBeforeAnOlderOne(DatabaseKind kind)
    {
        await using var test = await TestDatabase.OpenAsync(kind);
        if (test is null) return;
        await AddAsync(test, project: 1, Noon, EventCategory.ProjectChanged);
        await AddAsync(test, project: 1, Noon.AddHours(-5), EventCategory.ProjectChanged);

        (await new EventLog(test.Database).ListAsync(All, after: 0, limit: 10, CancellationToken.None)).Select(one => one.At).ShouldBe([Noon, Noon]);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Events_WhenManyWriteAtOnce_ThenEachHasANumberOfItsOwn(DatabaseKind kind)
    {
        await using var test = await TestDatabase.OpenAsync(kind);
        if (test is null) return;

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => AddAsync(test, project: 1, Noon, EventCategory.ProjectChanged)));

        (await NumbersAsync(new(test.Database), All)).ShouldBe([1, 2, 3, 4, 5, 6, 7, 8]);
    }

    private static async Task<IEnumerable<long>> NumbersAsync(EventLog log, EventLogFilter filter) =>
        (await log.ListAsync(filter, after: 0, limit: 100, CancellationToken.None)).Select(one => one.Id);

    private static async Task AddAsync(TestDatabase test, long project, DateTimeOffset at, params EventCategory[] categories)
    {
        await using var write = await test.Database.Writer.BeginAsync(WritePriority.Interactive, CancellationToken.None);
        await new EventStore(write, project).AddAsync([.. categories.Select(category => new NewEvent { Category = category })], new(Door.CommandLine, Actor: null, at), CancellationToken.None);
        await write.CommitAsync(CancellationToken.None);
    }
}
