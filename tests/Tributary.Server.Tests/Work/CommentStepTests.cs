using Tributary.Store.Tests;

namespace Tributary.Server.Tests;

public sealed class CommentStepTests
{
    public static TheoryData<DatabaseKind> Kinds => TestDatabase.Kinds;

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Comment_WhenThoseWhoTakePartMarkIt_ThenMarkedAndAnEvent(DatabaseKind kind)
    {
        await using var bench = await WorkBench.OpenAsync(kind);
        if (bench is null) return;
        var (step, comment, patch) = (new CommentStep(bench.Database), (await bench.NumbersAsync("r1"))[0], bench.Patches[0]);
        Task<WorkOutcome> MarkAsync(bool? isAddressed, WorkActor actor) => step.MarkAsync(comment, patch, isAddressed, actor, CancellationToken.None);

        (await MarkAsync(false, bench.Rae)).ShouldBe(new WorkOutcome.Done(comment));
        (await MarkAsync(true, bench.Ada)).ShouldBe(new WorkOutcome.Done(comment));
        (await MarkAsync(true, bench.Mara)).ShouldBe(new WorkOutcome.Done(comment));
        (await bench.Import.QueryAsync<long>("select addressed from comment_marks")).ShouldBe([1]);
        (await MarkAsync(null, bench.Root)).ShouldBe(new WorkOutcome.Done(comment));

        (await bench.Import.QueryAsync<long>("select addressed from comment_marks")).ShouldBeEmpty();
        (await bench.EventsAsync()).Select(one => (one.Category, one.Before, one.After)).ShouldBe(
            [("comment-addressed", null, "unaddressed"), ("comment-addressed", "unaddressed", "addressed"), ("comment-addressed", "addressed", null)]);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Comment_WhenAskedWrongly_ThenRefusedOrNotFound(DatabaseKind kind)
    {
        await using var bench = await WorkBench.OpenAsync(kind);
        if (bench is null) return;
        var (step, comment) = (new CommentStep(bench.Database), (await bench.NumbersAsync("r1"))[0]);
        var nobody = bench.Rae with { User = bench.Rae.User! with { Email = "else@example.org" } };

        (await step.MarkAsync(comment, bench.Patches[0], true, nobody, CancellationToken.None)).ShouldBeOfType<WorkOutcome.Refused>();
        (await step.MarkAsync(comment, bench.Patches[0], true, WorkBench.Stranger, CancellationToken.None)).ShouldBeOfType<WorkOutcome.Refused>();
        (await step.MarkAsync(comment, bench.Patches[1], true, bench.Mara, CancellationToken.None)).ShouldBe(new WorkOutcome.NotFound());
        (await step.MarkAsync(bench.Patches[0], bench.Patches[0], true, bench.Mara, CancellationToken.None)).ShouldBe(new WorkOutcome.NotFound());
        (await step.MarkAsync(99_999, bench.Patches[0], true, bench.Mara, CancellationToken.None)).ShouldBe(new WorkOutcome.NotFound());
    }
}
