using Tributary.Store.Tests;
using Tributary.Workflow;

namespace Tributary.Server.Tests;

public sealed class BundleStepTests
{
    private const string RowsSql = "select b.name, b.is_public, p.patch from bundles b join bundle_patches p on p.bundle = b.id order by b.id, p.position";

    public static TheoryData<DatabaseKind> Kinds => TestDatabase.Kinds;

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Bundle_WhenItsOwnerWorksOnIt_ThenMadeChangedAndDeleted(DatabaseKind kind)
    {
        await using var bench = await WorkBench.OpenAsync(kind);
        if (bench is null) return;
        var (step, patches) = (new BundleStep(bench.Database), bench.Patches);

        (await step.AddAsync(new() { Name = "for later", Patches = [patches[2], patches[0], patches[2]] }, bench.Rae, CancellationToken.None)).ShouldBe(new WorkOutcome.Done(1));
        (await bench.Import.QueryAsync<(string, long, long)>(RowsSql)).ShouldBe([("for later", 0, patches[2]), ("for later", 0, patches[0])]);
        (await step.ChangeAsync(1, new() { Name = "soon", IsPublic = true, Patches = [patches[1]] }, bench.Rae, CancellationToken.None)).ShouldBe(new WorkOutcome.Done(1));
        (await bench.Import.QueryAsync<(string, long, long)>(RowsSql)).ShouldBe([("soon", 1, patches[1])]);
        (await step.DeleteAsync(1, bench.Rae, CancellationToken.None)).ShouldBe(new WorkOutcome.Done(1));

        (await bench.Import.QueryAsync<(string, long, long)>(RowsSql)).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Bundle_WhenOthersReachForIt_ThenAPrivateOneIsNotThereAndAPublicOneIsRefused(DatabaseKind kind)
    {
        await using var bench = await WorkBench.OpenAsync(kind);
        if (bench is null) return;
        var step = new BundleStep(bench.Database);
        await step.AddAsync(new() { Name = "mine", Patches = [bench.Patches[0]] }, bench.Rae, CancellationToken.None);
        await step.AddAsync(new() { Name = "ours", IsPublic = true, Patches = [bench.Patches[0]] }, bench.Rae, CancellationToken.None);

        foreach (var actor in (WorkActor[])[bench.Mara, bench.Root, WorkBench.Stranger])
        {
            (await step.ChangeAsync(1, new() { Name = "stolen" }, actor, CancellationToken.None)).ShouldBe(new WorkOutcome.NotFound());
            (await step.DeleteAsync(1, actor, CancellationToken.None)).ShouldBe(new WorkOutcome.NotFound());
            (await step.DeleteAsync(2, actor, CancellationToken.None)).ShouldBeOfType<WorkOutcome.Refused>();
        }

        (await step.AddAsync(new() { Name = "x", Patches = [bench.Patches[0]] }, WorkBench.Stranger, CancellationToken.None)).ShouldBeOfType<WorkOutcome.Refused>();
        (await step.ChangeAsync(3, new(), bench.Rae, CancellationToken.None)).ShouldBe(new WorkOutcome.NotFound());
        (await bench.Import.QueryAsync<string>("select name from bundles order by id")).ShouldBe(["mine", "ours"]);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Bundle_WhenValuesAreWrong_ThenInvalidAndNothingIsMade(DatabaseKind kind)
    {
        await using var bench = await WorkBench.OpenAsync(kind);
        if (bench is null) return;
        var (step, patch) = (new BundleStep(bench.Database), bench.Patches[0]);
        var (project, source) = await bench.Import.AddProjectAsync("second");
        await bench.Import.ImportAsync(project, source, [Letters.Mail("foreign", "[PATCH] drm: elsewhere", minute: 700)]);
        var foreign = (await bench.NumbersAsync("foreign"))[0];
        (BundleEdit Edit, string Field)[] wrong =
        [
            (new() { Patches = [patch] }, "name"), (new() { Name = "x" }, "patches"), (new() { Name = " ", Patches = [patch] }, "name"),
            (new() { Name = new('x', 51), Patches = [patch] }, "name"), (new() { Name = "a/b", Patches = [patch] }, "name"), (new() { Name = "a\0", Patches = [patch] }, "name"),
            (new() { Name = "x", Patches = [] }, "patches"), (new() { Name = "x", Patches = [99_999] }, "patches"), (new() { Name = "x", Patches = [patch, foreign] }, "patches"),
        ];

        foreach (var (edit, field) in wrong) (await step.AddAsync(edit, bench.Rae, CancellationToken.None)).ShouldBeOfType<WorkOutcome.Invalid>().Field.ShouldBe(field);
        await step.AddAsync(new() { Name = "taken", Patches = [patch] }, bench.Rae, CancellationToken.None);
        (await step.AddAsync(new() { Name = "taken", Patches = [patch] }, bench.Rae, CancellationToken.None)).ShouldBeOfType<WorkOutcome.Invalid>().Field.ShouldBe("name");
        (await step.AddAsync(new() { Name = "taken", Patches = [patch] }, bench.Mara, CancellationToken.None)).ShouldBeOfType<WorkOutcome.Done>();

        (await bench.Import.QueryAsync<long>("select count(*) from bundles")).ShouldBe([2]);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Bundle_WhenTwoMakeTheSameAtOnce_ThenOneIsMade(DatabaseKind kind)
    {
        await using var bench = await WorkBench.OpenAsync(kind);
        if (bench is null) return;
        var step = new BundleStep(bench.Database);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => step.AddAsync(new() { Name = "one", Patches = [bench.Patches[0]] }, bench.Rae, CancellationToken.None)));

        outcomes.Count(outcome => outcome is WorkOutcome.Done).ShouldBe(1);
        outcomes.Count(outcome => outcome is WorkOutcome.Invalid).ShouldBe(3);
    }
}
