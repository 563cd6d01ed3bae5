using Tributary.Policy;
using Tributary.Store;
using Tributary.Store.Tests;
using Tributary.Workflow;

namespace Tributary.Server.Tests;

[Trait("Clause", "SUB-5")]
public sealed class CommandStepTests
{
    private const string AllNew = "new new new / new";
    private const string AllRequested = "changes-requested changes-requested changes-requested / changes-requested";

    public static TheoryData<DatabaseKind> Kinds => TestDatabase.Kinds;

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Command_WhenAMaintainerSaysIt_ThenItsSeriesFollows(DatabaseKind kind)
    {
        await using var bench = await CommandBench.OpenAsync(kind);
        if (bench is null) return;

        await bench.ArriveAsync(bench.Reply("mara", "Please respin.\n-- \npw-bot: cr"));

        (await bench.Work.StatesAsync()).ShouldBe(AllRequested);
        (await bench.Work.StatesAsync(2)).ShouldBe("new new / new");
        (await bench.EventsAsync()).ShouldBe(["cr changes-requested done mara"]);
        (await bench.LettersAsync()).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Command_WhenSaidTwice_ThenTheSecondChangesNothing(DatabaseKind kind)
    {
        await using var bench = await CommandBench.OpenAsync(kind);
        if (bench is null) return;
        var mail = bench.Reply("mara", "pw-bot: cr");

        await bench.ArriveAsync(mail);
        await bench.ArriveAsync(mail);
        await bench.ArriveAsync(bench.Reply("mara", "pw-bot: cr", "one-0"));

        (await bench.EventsAsync()).ShouldBe(["cr changes-requested done mara", "cr changes-requested already mara"]);
        (await bench.LettersAsync()).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task History_WhenImported_ThenItIsNotedAndNothingIsDone(DatabaseKind kind)
    {
        await using var bench = await CommandBench.OpenAsync(kind);
        if (bench is null) return;
        var mail = bench.Reply("mara", "pw-bot: cr");

        await bench.ImportAsync(mail, bench.Reply("eve", "pw-bot: deffer"));
        await bench.ArriveAsync(mail, bench.Reply("eve", "Thanks."));

        (await bench.Work.StatesAsync()).ShouldBe(AllNew);
        (await bench.EventsAsync()).ShouldBe(["cr changes-requested history mara", "deffer deferred unknown -"]);
        (await bench.LettersAsync()).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Author_WhenWithoutAnAccount_ThenHeTakesItOutAndBringsItBackAndAcceptsNothing(DatabaseKind kind)
    {
        await using var bench = await CommandBench.OpenAsync(kind);
        if (bench is null) return;
        await bench.Work.Import.ExecuteAsync("delete from users where username = 'ada'");

        await bench.ArriveAsync(bench.Reply("ada", "pw-bot: cr"));
        (await bench.Work.StatesAsync()).ShouldBe(AllRequested);
        await bench.ArriveAsync(bench.Reply("ada", "pw-bot: new"));
        (await bench.Work.StatesAsync()).ShouldBe(AllNew);
        await bench.ArriveAsync(bench.Reply("ada", "pw-bot: accepted"));
        (await bench.Work.StatesAsync()).ShouldBe(AllNew);

        (await bench.EventsAsync()).ShouldBe(["cr changes-requested done -", "new new done -", "accepted accepted refused -"]);
        var letter = (await bench.LettersAsync()).ShouldHaveSingleItem();
        letter.ShouldContain("To: ada <ada@example.org>");
        letter.ShouldContain("Only a maintainer of the project or the delegate may make it accepted");
        letter.ShouldContain("Auto-Submitted: auto-replied");
        letter.ShouldContain("In-Reply-To: <reply-3@example.org>");
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Author_WhenAMaintainerTookItOut_ThenHeDoesNotBringItBack(DatabaseKind kind)
    {
        await using var bench = await CommandBench.OpenAsync(kind);
        if (bench is null) return;
        await bench.ArriveAsync(bench.Reply("mara", "pw-bot: reject"));

        await bench.ArriveAsync(bench.Reply("ada", "pw-bot: new"));

        (await bench.Work.StatesAsync()).ShouldBe("rejected rejected rejected / rejected");
        (await bench.EventsAsync())[1].ShouldBe("new new refused ada");
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Stranger_WhenHeCommands_ThenHeIsAnsweredOnceAndNobodyElse(DatabaseKind kind)
    {
        await using var bench = await CommandBench.OpenAsync(kind);
        if (bench is null) return;

        await bench.ArriveAsync(bench.Reply("rae", "pw-bot: cr\npw-bot: banana", headers: "To: Ada <ada@example.org>\nCc: bpf@vger.kernel.org\n"));

        (await bench.Work.StatesAsync()).ShouldBe(AllNew);
        (await bench.EventsAsync()).ShouldBe(["cr changes-requested refused rae", "banana - unknown rae"]);
        var letter = (await bench.LettersAsync()).ShouldHaveSingleItem();
        letter.ShouldContain("There is no word “banana”.");
        letter.ShouldNotContain("ada@example.org");
        letter.ShouldNotContain("\npw-bot");
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Typo_WhenLikeAWord_ThenTheWordIsNamedAndNothingIsDone(DatabaseKind kind)
    {
        await using var bench = await CommandBench.OpenAsync(kind);
        if (bench is null) return;

        await bench.ArriveAsync(bench.Reply("mara", "pw-bot: deffer"));

        (await bench.Work.StatesAsync()).ShouldBe(AllNew);
        (await bench.LettersAsync()).ShouldHaveSingleItem().ShouldContain("did you mean “defer”?");
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Command_WhenItComesBeforeItsSeries_ThenItIsDoneWhenThatIsHere(DatabaseKind kind)
    {
        await using var bench = await CommandBench.OpenAsync(kind);
        if (bench is null) return;

        await bench.ArriveAsync(bench.Reply("mara", "pw-bot: defer", "late"));
        (await bench.EventsAsync()).ShouldBe(["defer deferred waiting mara"]);
        await bench.ArriveAsync(WebBench.Patch("late@example.org", "[PATCH bpf] bpf: late", "", "kernel/bpf/late.c", 4));

        (await bench.EventsAsync()).ShouldBe(["defer deferred done mara"]);
        (await bench.Work.StatesAsync(3)).ShouldBe("deferred / deferred");
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Lines_WhenAMailSaysTwoThings_ThenTheLastHolds(DatabaseKind kind)
    {
        await using var bench = await CommandBench.OpenAsync(kind);
        if (bench is null) return;

        await bench.ArriveAsync(bench.Reply("mara", "pw-bot: cr\n\nOn second thought.\n\npw-bot: ur"));

        (await bench.Work.StatesAsync()).ShouldBe("under-review under-review under-review / under-review");
        (await bench.EventsAsync()).ShouldBe(["cr changes-requested overruled mara", "ur under-review done mara"]);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Sender_WhenARelayIsTrusted_ThenOnlyProvenMailActsAndNobodyIsAnswered(DatabaseKind kind)
    {
        await using var bench = await CommandBench.OpenAsync(kind);
        if (bench is null) return;
        await TrustedRelays.SetAsync(bench.Work.Database, ["MX.example.net"], CancellationToken.None);

        await bench.ArriveAsync(bench.Reply("mara", "pw-bot: accepted"), bench.Reply("mara", "pw-bot: reject", headers: "Authentication-Results: mx.evil.example; dkim=pass header.d=example.org\n"));
        (await bench.Work.StatesAsync()).ShouldBe(AllNew);
        await bench.ArriveAsync(bench.Reply("mara", "pw-bot: cr", headers: "Authentication-Results: mx.example.net; dkim=pass header.d=example.org\n"));

        (await bench.Work.StatesAsync()).ShouldBe(AllRequested);
        (await bench.EventsAsync()).ShouldBe(["accepted accepted unproven mara", "reject rejected unproven mara", "cr changes-requested done mara"]);
        (await bench.LettersAsync()).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Owner_WhenMaintainersNamesHim_ThenHeDecides(DatabaseKind kind)
    {
        await using var bench = await CommandBench.OpenAsync(kind);
        if (bench is null) return;
        bench.Desk = bench.Desk with { IsOwner = (_, series, address, _) => Task.FromResult(series.Name.Contains("a start", StringComparison.Ordinal) && address == "owen@example.org") };

        await bench.ArriveAsync(bench.Reply("owen", "pw-bot: ur"), bench.Reply("owen", "pw-bot: ur", "two-1"));

        (await bench.EventsAsync()).ShouldBe(["ur under-review done -", "ur under-review refused -"]);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Account_WhenBlocked_ThenItsAddressMayNothing(DatabaseKind kind)
    {
        await using var bench = await CommandBench.OpenAsync(kind);
        if (bench is null) return;
        await bench.Work.Import.ExecuteAsync("update users set is_active = 0 where username = 'ada'");
        // Nor where MAINTAINERS names him.
        bench.Desk = bench.Desk with { IsOwner = static (_, _, address, _) => Task.FromResult(address == "ada@example.org") };

        await bench.ArriveAsync(bench.Reply("ada", "pw-bot: cr"));

        (await bench.EventsAsync()).ShouldBe(["cr changes-requested refused ada"]);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Effect_WhenAMaintainerUndoesIt_ThenTheCommandSaysSo(DatabaseKind kind)
    {
        await using var bench = await CommandBench.OpenAsync(kind);
        if (bench is null) return;
        await bench.ArriveAsync(bench.Reply("ada", "pw-bot: cr"));
        var change = (await bench.CommandsAsync()).Single().Change!.Value;
        var undo = new UndoStep(bench.Work.Database, _ => BuiltInProfiles.Find(BuiltInProfiles.Default));

        (await undo.RunAsync(change, bench.Work.Rae, CancellationToken.None)).ShouldBe(new WorkOutcome.NotFound());
        (await undo.RunAsync(change, bench.Work.Mara, CancellationToken.None)).ShouldBeOfType<WorkOutcome.Done>();

        (await bench.Work.StatesAsync()).ShouldBe(AllNew);
        (await bench.CommandsAsync()).Single().OutcomeText.ShouldBe("undone: mara took it back.");
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Rebuild_WhenRun_ThenCommandsStay(DatabaseKind kind)
    {
        await using var bench = await CommandBench.OpenAsync(kind);
        if (bench is null) return;
        await bench.ArriveAsync(bench.Reply("mara", "pw-bot: cr"));
        await bench.ImportAsync(bench.Reply("rae", "pw-bot: defer", "two-1"));
        var before = await bench.CommandsAsync();

        await new RebuildStep(bench.Work.Database, _ => BuiltInProfiles.Find(BuiltInProfiles.Default)).RunAsync(progress: null, CancellationToken.None);

        (await bench.CommandsAsync()).ShouldBe(before);
        (await bench.Work.StatesAsync()).ShouldBe(AllRequested);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Answers_WhenAProgramKeepsOnWriting_ThenTheyEnd(DatabaseKind kind)
    {
        await using var bench = await CommandBench.OpenAsync(kind);
        if (bench is null) return;

        for (var count = 0; count < 15; count++) await bench.ArriveAsync(bench.Reply("rae", "pw-bot: banana"));

        (await bench.LettersAsync()).Count.ShouldBe(10);
        (await bench.CommandsAsync()).Count.ShouldBe(15);
    }
}
