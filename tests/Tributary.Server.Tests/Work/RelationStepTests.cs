using Tributary.Store.Tests;
using Tributary.Workflow;

namespace Tributary.Server.Tests;

/// <summary>The cases of Patchwork's own rules: groups grow, a patch leaves by naming none, and leaves before it joins another.</summary>
public sealed class RelationStepTests
{
    public static TheoryData<DatabaseKind> Kinds => TestDatabase.Kinds;

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Relation_WhenPatchesAreNamed_ThenTheGroupGrowsAndShrinks(DatabaseKind kind)
    {
        await using var bench = await WorkBench.OpenAsync(kind);
        if (bench is null) return;
        var (first, second, third) = (bench.Patches[0], bench.Patches[1], bench.Patches[2]);

        (await RelateAsync(bench, first, [second])).ShouldBe(new WorkOutcome.Done(first));
        (await GroupsAsync(bench)).ShouldBe([(first, 1), (second, 1)]);
        (await RelateAsync(bench, second, [third])).ShouldBe(new WorkOutcome.Done(second));
        (await GroupsAsync(bench)).ShouldBe([(first, 1), (second, 1), (third, 1)]);
        await RelateAsync(bench, first, [second]);
        (await GroupsAsync(bench)).Count.ShouldBe(3);
        await RelateAsync(bench, first, []);
        (await GroupsAsync(bench)).ShouldBe([(second, 1), (third, 1)]);
        await RelateAsync(bench, third, []);

        (await GroupsAsync(bench)).ShouldBeEmpty();
        (await bench.EventsAsync()).Select(one => (one.Category, one.Patch, one.Before, one.After)).ShouldBe([
            ("patch-relation-changed", first, null, "1"), ("patch-relation-changed", second, null, "1"), ("patch-relation-changed", third, null, "1"),
            ("patch-relation-changed", first, "1", null), ("patch-relation-changed", second, "1", null), ("patch-relation-changed", third, "1", null),
        ]);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Relation_WhenAPatchIsInAnotherGroup_ThenConflict(DatabaseKind kind)
    {
        await using var bench = await WorkBench.OpenAsync(kind);
        if (bench is null) return;
        await bench.Import.ImportAsync(Letters.Series("two", "libbpf: something else", 2, minute: 500));
        var others = await bench.NumbersAsync("two-1", "two-2");
        await RelateAsync(bench, bench.Patches[0], [bench.Patches[1]]);
        await RelateAsync(bench, others[0], [others[1]]);

        (await RelateAsync(bench, bench.Patches[0], [others[0]])).ShouldBeOfType<WorkOutcome.Conflict>();
        (await RelateAsync(bench, bench.Patches[2], [bench.Patches[0], others[0]])).ShouldBeOfType<WorkOutcome.Conflict>();
        (await GroupsAsync(bench)).Count.ShouldBe(4);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Relation_WhenAPatchIsOfAForeignProjectOrNobodysOrHisOwn_ThenNothingChanges(DatabaseKind kind)
    {
        await using var bench = await WorkBench.OpenAsync(kind);
        if (bench is null) return;
        var (project, source) = await bench.Import.AddProjectAsync("second");
        await bench.Import.ImportAsync(project, source, [Letters.Mail("foreign", "[PATCH] drm: elsewhere", minute: 700)]);
        var foreign = (await bench.NumbersAsync("foreign"))[0];

        (await RelateAsync(bench, bench.Patches[0], [foreign])).ShouldBe(new WorkOutcome.Refused("At least one patch is part of a project you are not maintaining."));
        (await RelateAsync(bench, bench.Patches[0], [99_999])).ShouldBe(new WorkOutcome.Invalid("related", "Invalid pk \"99999\" - object does not exist."));
        (await RelateAsync(bench, bench.Patches[0], [-1])).ShouldBeOfType<WorkOutcome.Invalid>();
        (await RelateAsync(bench, bench.Patches[0], [bench.Patches[0]])).ShouldBe(new WorkOutcome.Done(bench.Patches[0]));
        (await RelateAsync(bench, bench.Patches[0], [bench.Patches[1]], bench.Ada)).ShouldBeOfType<WorkOutcome.Refused>();
        (await GroupsAsync(bench)).ShouldBeEmpty();
    }

    private static Task<WorkOutcome> RelateAsync(WorkBench bench, long patch, long[] others, WorkActor? actor = null) =>
        bench.Decisions.RunOnPatchAsync(patch, new Decision { Related = [.. others] }, actor ?? bench.Mara, CancellationToken.None);

    private static Task<IReadOnlyList<(long, long)>> GroupsAsync(WorkBench bench) => bench.Import.QueryAsync<(long, long)>("select patch, relation from patch_relations order by patch");
}
