using Tributary.Store;
using Tributary.Store.Tests;
using Tributary.Workflow;

namespace Tributary.Server.Tests;

public sealed class CheckStepTests
{
    public static TheoryData<DatabaseKind> Kinds => TestDatabase.Kinds;

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Check_WhenNewerOnesCome_ThenThePatchShowsTheWorstOfTheNewest(DatabaseKind kind)
    {
        await using var bench = await WorkBench.OpenAsync(kind);
        if (bench is null) return;
        var patch = bench.Patches[0];
        async Task<CheckState> AddAsync(WorkActor actor, string context, CheckState state)
        {
            (await bench.Checks.AddAsync(patch, new() { State = state, Context = context }, actor, CancellationToken.None)).ShouldBeOfType<WorkOutcome.Done>();
            return (CheckState)(await bench.Import.QueryAsync<long>("select checks from patches where id = @patch", new { patch })).Single();
        }

        (await AddAsync(bench.Mara, "build", CheckState.Success)).ShouldBe(CheckState.Success);
        (await AddAsync(bench.Root, "build", CheckState.Fail)).ShouldBe(CheckState.Fail);
        (await AddAsync(bench.Mara, "style", CheckState.Warning)).ShouldBe(CheckState.Fail);
        (await AddAsync(bench.Root, "build", CheckState.Success)).ShouldBe(CheckState.Warning);
        (await bench.EventsAsync()).Select(one => (one.Category, one.After)).ShouldBe(
            [("check-created", "success"), ("check-created", "fail"), ("check-created", "warning"), ("check-created", "success")]);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Check_WhenAuthorsAndStrangersAdd_ThenRefused(DatabaseKind kind)
    {
        await using var bench = await WorkBench.OpenAsync(kind);
        if (bench is null) return;
        foreach (var actor in (WorkActor[])[bench.Ada, bench.Rae, WorkBench.Stranger, new(User: null, Door.CommandLine, WorkBench.Noon)])
            (await bench.Checks.AddAsync(bench.Patches[0], new() { State = CheckState.Success }, actor, CancellationToken.None)).ShouldBeOfType<WorkOutcome.Refused>();

        (await bench.Import.QueryAsync<long>("select count(*) from checks")).ShouldBe([0]);
        (await bench.Checks.AddAsync(99_999, new() { State = CheckState.Success }, bench.Mara, CancellationToken.None)).ShouldBe(new WorkOutcome.NotFound());
    }

    [Theory]
    [InlineData("two words", null, null, "context")]
    [InlineData("", null, null, "context")]
    [InlineData("a\0b", null, null, "context")]
    [InlineData("../x", null, null, "context")]
    [InlineData("build", "javascript:alert(1)", null, "target_url")]
    [InlineData("build", "no address", null, "target_url")]
    [InlineData("build", null, "nul\0", "description")]
    public async Task Check_WhenAFieldIsHostile_ThenInvalid(string context, string? url, string? description, string field)
    {
        await using var bench = await WorkBench.OpenAsync(DatabaseKind.Sqlite);
        var check = new NewCheck { State = CheckState.Success, Context = context, TargetUrl = url, Description = description };

        (await bench!.Checks.AddAsync(bench.Patches[0], check, bench.Mara, CancellationToken.None)).ShouldBeOfType<WorkOutcome.Invalid>().Field.ShouldBe(field);
    }
}
