using Tributary.Store.Tests;
using Tributary.Workflow;

namespace Tributary.Server.Tests;

[Trait("Clause", "STB-4")]
public sealed class StableCommandTests
{
    private const string Kept = "stable: 6.6 6.1 - done mara";

    public static TheoryData<DatabaseKind> Kinds => TestDatabase.Kinds;

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Wish_WhenNoTreeHasThePatch_ThenItIsKeptUntilOneTakesIt(DatabaseKind kind)
    {
        await using var bench = await CommandBench.OpenAsync(kind);
        if (bench is null) return;

        await bench.ArriveAsync(bench.Reply("mara", "Good.\n\nstable: 6.6 6.1"));

        (await bench.EventsAsync()).ShouldBe([Kept]);
        (await bench.CommandsAsync()).Single().Reason.ShouldBe("1 patch is kept until a tree takes it, for 6.6, 6.1.");
        (await bench.Work.Import.WaitingAsync()).Single().ShouldSatisfyAllConditions(one => one.MessageId.Value.ShouldBe("one-1@example.org"), one => one.AskedBy.ShouldBe("mara"));
        (await bench.Work.Import.CollectAsync()).ShouldBeEmpty();
        await bench.Work.Import.TakeAsync("one-1@example.org", "bpf-next", StableLedger.Commit, isPushed: false);
        (await bench.Work.Import.CollectAsync()).ShouldBeEmpty();

        await bench.Work.Import.TakeAsync("one-1@example.org", "bpf-next", StableLedger.Commit);
        await bench.Work.Import.CollectAsync();
        (await bench.Work.Import.CollectAsync()).Single().ShouldSatisfyAllConditions(
            fix => fix.Branches.ShouldBe(["6.6", "6.1"]), fix => fix.Asked.ShouldBe(StableAsking.Mail), fix => fix.AskedBy.ShouldBe("mara"), fix => fix.Commit.ShouldBe(StableLedger.Commit),
            fix => fix.Title.ShouldBe("bpf: a start: step 1"), fix => fix.Author.ShouldBe("Ada Author <ada@example.org>"), fix => fix.Tree.ShouldBe("bpf-next"), fix => fix.Why.ShouldBe("stable: 6.6 6.1"));
        (await bench.Work.Import.WaitingAsync()).ShouldBeEmpty();
        (await bench.LettersAsync()).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Wish_WhenALaterVersionIsTaken_ThenItGoesWithIt(DatabaseKind kind)
    {
        await using var bench = await CommandBench.OpenAsync(kind);
        if (bench is null) return;
        await bench.ArriveAsync(bench.Reply("mara", "stable: 6.6", to: "one-2"));
        await bench.ArriveAsync([.. WorkBench.RealTexts().Take(4).Select(static mail => mail.Replace("one-", "later-", StringComparison.Ordinal).Replace("[PATCH bpf-next ", "[PATCH bpf-next v2 ", StringComparison.Ordinal).Replace("Mon, 06 May", "Tue, 07 May", StringComparison.Ordinal))]);

        await bench.Work.Import.TakeAsync("later-1@example.org", "bpf-next", CommitId.Parse(new string('d', 40)));
        (await bench.Work.Import.CollectAsync()).ShouldBeEmpty();
        await bench.Work.Import.TakeAsync("later-2@example.org", "bpf-next", StableLedger.Commit);

        (await bench.Work.Import.CollectAsync()).Single().ShouldSatisfyAllConditions(fix => fix.Commit.ShouldBe(StableLedger.Commit), fix => fix.MessageId.ShouldBe("later-2@example.org"), fix => fix.Title.ShouldBe("bpf: a start: step 2"));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Patch_WhenATreeHasIt_ThenItIsInTheQueueAtOnceAndGainsBranches(DatabaseKind kind)
    {
        await using var bench = await CommandBench.OpenAsync(kind);
        if (bench is null) return;
        await bench.Work.Import.TakeAsync("one-2@example.org", "bpf-next", CommitId.Parse(new string('d', 40)), isPushed: false);
        await bench.ArriveAsync(bench.Reply("mara", "stable: 6.6", to: "one-2"));
        // Applied, and in no tree yet.
        (await bench.Work.Import.WaitingAsync()).ShouldHaveSingleItem().MessageId.Value.ShouldBe("one-2@example.org");
        await bench.Work.Import.TakeAsync("one-1@example.org", "bpf-next", StableLedger.Commit);

        await bench.ArriveAsync(bench.Reply("ada", "stable: 6.6"));
        await bench.ArriveAsync(bench.Reply("mara", "pw-bot: stable 6.6 5.15+"));
        await bench.ArriveAsync(bench.Reply("mara", "stable: 6.6"));

        (await bench.EventsAsync()).ShouldBe(["stable: 6.6 - done mara", "stable: 6.6 - done ada", "stable: 6.6 5.15+ - done mara", "stable: 6.6 - already mara"]);
        (await bench.Work.Import.CollectAsync()).Single().Branches.ShouldBe(["6.6", "5.15+"]);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Command_WhenItAnswersTheCoverLetter_ThenItMeansEveryPatchAndStandsBesideAState(DatabaseKind kind)
    {
        await using var bench = await CommandBench.OpenAsync(kind);
        if (bench is null) return;

        await bench.ArriveAsync(bench.Reply("mara", "stable: all\npw-bot: under-review", "one-0"));

        (await bench.EventsAsync()).ShouldBe(["stable: all - done mara", "under-review under-review done mara"]);
        (await bench.Work.Import.WaitingAsync()).Length.ShouldBe(3);
        (await bench.Work.StatesAsync()).ShouldBe("under-review under-review under-review / under-review");
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    [Trait("Clause", "STB-3")]
    public async Task Command_WhenItIsRefused_ThenItsSenderIsToldWhy(DatabaseKind kind)
    {
        await using var bench = await CommandBench.OpenAsync(kind);
        if (bench is null) return;

        await bench.ArriveAsync(bench.Reply("rae", "stable: 6.6"), bench.Reply("mara", "stable: 6.6 4.14"));

        (await bench.EventsAsync()).ShouldBe(["stable: 6.6 - refused rae", "stable: 6.6 4.14 - refused mara"]);
        var letters = await bench.LettersAsync();
        letters.Single(static one => one.Contains("To: rae", StringComparison.Ordinal)).ShouldSatisfyAllConditions(static one => one.ShouldContain("    stable: 6.6\n"), static one => one.ShouldContain("everybody else writes to the maintainers"));
        letters.Single(static one => one.Contains("To: mara", StringComparison.Ordinal)).ShouldContain("4.14 is maintained no more since 2024-01");
        (await bench.Work.Import.WaitingAsync()).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task History_WhenImported_ThenNothingIsAskedFor(DatabaseKind kind)
    {
        await using var bench = await CommandBench.OpenAsync(kind);
        if (bench is null) return;

        await bench.ImportAsync(bench.Reply("mara", "stable: 6.6"));
        await bench.ArriveAsync(bench.Reply("mara", "stable: 6.6 is broken too, as the report says\n> stable: 6.1"));

        (await bench.EventsAsync()).ShouldBe(["stable: 6.6 - history mara"]);
        (await bench.Work.Import.WaitingAsync()).ShouldBeEmpty();
    }
}
