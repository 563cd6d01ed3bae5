using Tributary.Policy;
using Tributary.Store.Tests;
using Tributary.Workflow;

namespace Tributary.Server.Tests;

public sealed class VerdictFollowerTests
{
    private const string NoSignOff = "Why.";

    [Theory]
    [MemberData(nameof(TestDatabase.Kinds), MemberType = typeof(TestDatabase))]
    public async Task Series_WhenItCame_ThenWhatRulesFindAreItsChecks(DatabaseKind kind)
    {
        await using var bench = await VerdictBench.OpenAsync(kind, VerdictBench.Patch("one", "[PATCH bpf-next] bpf: Count", NoSignOff), VerdictBench.Patch("two", "[PATCH bpf-next] bpf: Count more"));
        if (bench is null) return;

        await bench.JudgeAsync();

        var checks = await bench.ChecksAsync("one");
        var signed = checks.Single(check => check.Context == "tributary/author-signed-off");
        (signed.State, signed.User.Username, signed.TargetUrl).ShouldBe((CheckState.Fail, "tributary", "https://patches.example.org/patch/one@example.org"));
        signed.Description.ShouldNotBeNullOrEmpty();
        (await bench.CombinedAsync("one")).ShouldBe((long)CheckState.Fail);
        (await bench.ChecksAsync("two")).ShouldNotContain(check => check.State == CheckState.Fail);
        (await bench.Verdicts.ListRulesAsync(bench.Server.Import.Project, CancellationToken.None))["author-signed-off"].Series.ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Kinds), MemberType = typeof(TestDatabase))]
    public async Task Series_WhenNothingChanged_ThenNothingIsWrittenAgain(DatabaseKind kind)
    {
        await using var bench = await VerdictBench.OpenAsync(kind, VerdictBench.Patch("one", "[PATCH bpf-next] bpf: Count", NoSignOff));
        if (bench is null) return;
        await bench.JudgeAsync();
        var checks = await bench.Server.Import.QueryAsync<long>("select id from checks order by id");

        await new Store.VerdictsAsked(bench.Database).NoteAllAsync(bench.Server.Clock.GetUtcNow(), CancellationToken.None);
        (await bench.JudgeAsync()).ShouldBe(1);

        (await bench.Server.Import.QueryAsync<long>("select id from checks order by id")).ShouldBe(checks);
        (await bench.Verdicts.ListRulesAsync(project: null, CancellationToken.None))["author-signed-off"].ShouldBe(new(1, 1));
        (await bench.JudgeAsync()).ShouldBe(0);
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Kinds), MemberType = typeof(TestDatabase))]
    public async Task Patch_WhenAnotherJoinsItsSeriesLate_ThenTheSeriesIsJudgedAgain(DatabaseKind kind)
    {
        await using var bench = await VerdictBench.OpenAsync(kind, VerdictBench.Patch("p1", "[PATCH bpf-next 1/3] bpf: One"), VerdictBench.Patch("p2", "[PATCH bpf-next 2/3] bpf: Two", headers: "In-Reply-To: <p1@example.org>"));
        if (bench is null) return;
        await bench.JudgeAsync();
        (await bench.ChecksAsync("p1")).Select(check => check.Context).ShouldContain("tributary/series-complete");

        await bench.ImportAsync(VerdictBench.Patch("p3", "[PATCH bpf-next 3/3] bpf: Three", headers: "In-Reply-To: <p1@example.org>"));
        await bench.JudgeAsync();

        var complete = (await bench.ChecksAsync("p1")).Single(check => check.Context == "tributary/series-complete");
        (complete.State, complete.Description).ShouldBe((CheckState.Success, "Nothing is found any more."));
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Kinds), MemberType = typeof(TestDatabase))]
    public async Task Series_WhenOneIsJoinedToAnotherByHand_ThenItsVerdictGoesAndTheOtherIsJudgedAgain(DatabaseKind kind)
    {
        await using var bench = await VerdictBench.OpenAsync(kind, VerdictBench.Patch("one", "[PATCH bpf-next 1/2] bpf: One", NoSignOff), VerdictBench.Patch("two", "[PATCH bpf-next 2/2] net: Two", NoSignOff, day: 7));
        if (bench is null) return;
        await bench.JudgeAsync();

        var step = new RelinkStep(bench.Database, static _ => BuiltInProfiles.Find(BuiltInProfiles.Default));
        (await step.RunAsync(new(Patches.RelinkKind.OneSeries, new(1)) { Other = new(2) }, AccountBench.Root, CancellationToken.None)).ShouldBeOfType<WorkOutcome.Done>();
        await bench.JudgeAsync();

        (await bench.FindAsync(2)).ShouldBeNull();
        (await bench.FindAsync(1))!.Findings.Where(finding => finding.Rule == "author-signed-off").Select(finding => finding.Message.Value).ShouldBe(["one@example.org", "two@example.org"]);
        (await bench.Verdicts.ListRulesAsync(project: null, CancellationToken.None))["author-signed-off"].ShouldBe(new(1, 2));
    }

    [Fact]
    [Trait("Clause", "IPR-2")]
    public async Task ToolPatch_WhenTheKernelsChangeIsInAnotherTree_ThenItsTreeIsFoundWrong()
    {
        var folder = Directory.CreateTempSubdirectory("tributary-verdicts-");
        try
        {
            var repository = Path.Combine(folder.FullName, "linux.git");
            (await Git.GitProgram.RunAsync(null, ["init", "--quiet", "--bare", repository], CancellationToken.None)).OrThrow("the test's git");
            var script = "commit refs/trees/net-next\nauthor Ann <ann@example.org> 1700000000 +0000\ncommitter Ann <ann@example.org> 1700000000 +0000\ndata 16\nnet: Add a knob\n\n"u8.ToArray();
            (await Git.GitProgram.RunAsync(repository, ["fast-import", "--quiet"], CancellationToken.None, script)).OrThrow("the test's git");
            var patch = VerdictBench.Patch("one", "[PATCH iproute2] ss: Show the knob", "The kernel tells it since commit 0123456789ab (\"net:\nAdd a knob\").\n\nSigned-off-by: Ann Author <ann@example.org>");
            await using var bench = (await VerdictBench.OpenAsync(DatabaseKind.Sqlite, patch))!;

            await bench.JudgeAsync(folder.FullName);

            (await bench.FindAsync(1))!.Findings.Single(finding => finding.Rule == "iproute2-kernel").Sentence.ShouldBe("The kernel's \"net: Add a knob\" is in net-next, and the patch is for iproute2");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    [Trait("Clause", "SUB-2")]
    public async Task Series_WhenATreeWithMaintainersIsAtHand_ThenWhoIsMissingInCcIsNamed()
    {
        using var trees = new VerdictTrees();
        trees.Commit("mainline", "start", ("MAINTAINERS", "List\n\nBPF [GENERAL]\nM:\tMia Maintainer <mia@example.org>\nL:\tbpf@vger.kernel.org\nS:\tMaintained\nF:\tkernel/bpf/\n"), ("kernel/bpf/core.c", "int f;\n"));
        trees.Set("bpf-next", "mainline");
        await using var bench = (await VerdictBench.OpenAsync(DatabaseKind.Sqlite, VerdictBench.Patch("one", "[PATCH bpf-next] bpf: Count"), VerdictBench.Patch("old", "[PATCH bpf-next] bpf: Old").Replace("May 2024", "May 2020", StringComparison.Ordinal)))!;

        await bench.JudgeAsync(trees.Root);

        (await bench.FindAsync(1))!.Findings.Single(finding => finding.Rule == "missing-cc").Sentence.ShouldContain("Mia Maintainer <mia@example.org>");
        (await bench.FindAsync(2))!.Findings.ShouldNotContain(finding => finding.Rule == "missing-cc");
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Kinds), MemberType = typeof(TestDatabase))]
    [Trait("Clause", "PFX-2")]
    public async Task Fix_WhenTheMendedCommitIsOnlyInATreeOfFeatures_ThenTheSeriesGoesThereUntilMainlineHasIt(DatabaseKind kind)
    {
        using var trees = new VerdictTrees();
        trees.Commit("mainline", "start", ("a", "1\n"));
        trees.Set("bpf", "mainline");
        trees.Set("bpf-next", "mainline");
        var culprit = trees.Commit("bpf-next", "bpf: Add a leak", ("a", "2\n"));
        await using var bench = await VerdictBench.OpenAsync(kind, VerdictBench.Patch("one", "[PATCH bpf] bpf: Mend a leak", $"Why.\n\nFixes: {culprit[..12]} (\"bpf: Add a leak\")\nSigned-off-by: Ann Author <ann@example.org>"));
        if (bench is null) return;
        bench.Server.Clock.Now = new(2024, 5, 9, 0, 0, 0, TimeSpan.Zero);
        (await TreeOfAsync(bench)).Tree.ShouldBe("bpf");

        await bench.JudgeAsync(trees.Root);
        var (tree, reason) = await TreeOfAsync(bench);
        tree.ShouldBe("bpf-next");
        reason.ShouldContain($"the commit that it fixes, {culprit[..12]}, is only in bpf-next");

        trees.Set("mainline", "bpf-next");
        await using (var write = await bench.Database.Writer.BeginAsync(Store.WritePriority.Interactive, CancellationToken.None))
        {
            await Store.VerdictsAsked.NoteAnewAsync(write, [new(1)], bench.Server.Clock.Now, CancellationToken.None);
            await write.CommitAsync(CancellationToken.None);
        }

        await bench.JudgeAsync(trees.Root);
        (await TreeOfAsync(bench)).Tree.ShouldBe("bpf");
    }

    [Fact]
    [Trait("Clause", "REQ-1")]
    public async Task Series_WhenTheLabRanIt_ThenNothingIsSaidOfTests()
    {
        await using var bench = (await VerdictBench.OpenAsync(DatabaseKind.Sqlite, VerdictBench.Patch("one", "[PATCH bpf-next] bpf: Count")))!;
        await bench.JudgeAsync();
        (await bench.FindAsync(1))!.Findings.ShouldContain(finding => finding.Rule == "tested");

        await using (var write = await bench.Database.Writer.BeginAsync(Store.WritePriority.Interactive, CancellationToken.None))
        {
            var store = new Store.LabRunStore(write);
            var run = new Store.StoredRun { Id = 0, Project = bench.Server.Import.Project, Series = new(1), Tree = "bpf-next", Commit = new('0', 40), Suites = "test_progs", Kernel = "debian:6.1", AskedAt = bench.Server.Clock.Now };
            run = run with { Id = await store.AddAsync(run, CancellationToken.None), EndedAt = bench.Server.Clock.Now, Finish = "passed", Facts = "{}" };
            await store.StartAsync(run.Id, "w", bench.Server.Clock.Now, CancellationToken.None);
            (await store.FinishAsync(run with { Worker = "w" }, null, [], CancellationToken.None)).ShouldBeTrue();
            await Store.VerdictsAsked.NoteAnewAsync(write, [new(1)], bench.Server.Clock.Now, CancellationToken.None);
            await write.CommitAsync(CancellationToken.None);
        }

        await bench.JudgeAsync();
        (await bench.FindAsync(1))!.Findings.ShouldNotContain(finding => finding.Rule == "tested");
    }

    [Fact]
    public async Task Series_WhenManyCame_ThenTheNewestAreJudgedFirst()
    {
        await using var bench = (await VerdictBench.OpenAsync(DatabaseKind.Sqlite, [.. Enumerable.Range(1, 20).Select(number => VerdictBench.Patch($"n{number}", $"[PATCH bpf-next] bpf: Number {number}"))]))!;
        var queue = new Store.VerdictsAsked(bench.Database);
        await queue.NoteArrivalsAsync(await queue.GetPositionAsync(CancellationToken.None), 1000, Given.Now, CancellationToken.None);

        (await queue.ListNewestAsync(3, CancellationToken.None)).Select(asked => asked.Series.Value).ShouldBe([20, 19, 18]);
    }

    [Fact]
    public async Task OldMail_WhenItIsJudged_ThenItMakesNoEvents()
    {
        await using var bench = (await VerdictBench.OpenAsync(DatabaseKind.Sqlite, VerdictBench.Patch("old", "[PATCH bpf-next] bpf: Old", NoSignOff, day: 1), VerdictBench.Patch("new", "[PATCH bpf-next] bpf: New", NoSignOff)))!;
        bench.Server.Clock.Now = new(2024, 5, 9, 0, 0, 0, TimeSpan.Zero);

        await bench.JudgeAsync();

        var of = await bench.Server.Import.QueryAsync<string>(
            "select distinct m.message_id from events e join patches p on p.id = e.patch join messages m on m.id = p.message where e.category = @category", new { category = (long)EventCategory.CheckCreated });
        of.ShouldBe(["new@example.org"]);
    }

    [Fact]
    public async Task NewVersion_WhenItMends_ThenItsPageSaysWhat()
    {
        await using var bench = (await VerdictBench.OpenAsync(DatabaseKind.Sqlite,
            VerdictBench.Patch("v1", "[PATCH bpf-next] bpf: Count", NoSignOff), VerdictBench.Patch("v2", "[PATCH bpf-next v2] bpf: Count", added: "\t// C++", day: 7)))!;
        await bench.JudgeAsync();
        using var browser = bench.Server.Browser();

        var page = await browser.PageAsync("/series/2");

        page.QuerySelector(".mended")!.TextContent.ShouldContain("author-signed-off");
        page.QuerySelector(".added")!.TextContent.ShouldContain("cpp-comments");
        (await browser.GetAsync("/series/2.json")).Text.ShouldContain("\"mended\":[{\"rule\":\"author-signed-off\",\"severity\":\"error\",\"before\":1,\"after\":0}");
    }

    [Fact]
    public async Task PatchPage_WhenALineIsFoundFaulty_ThenTheFindingStandsUnderIt()
    {
        await using var bench = (await VerdictBench.OpenAsync(DatabaseKind.Sqlite, VerdictBench.Patch("one", "[PATCH bpf-next] bpf: Count", added: "\t// <b>C++</b>")))!;
        await bench.JudgeAsync();
        using var browser = bench.Server.Browser();

        var note = (await browser.PageAsync("/patch/one@example.org")).QuerySelector("pre.diff .finding")!;

        note.TextContent.ShouldContain("cpp-comments");
        note.PreviousElementSibling!.TextContent.ShouldEndWith("// <b>C++</b>\n");
        (await browser.PageAsync("/queue/first")).QuerySelector("td[data-label=Checks]")!.TextContent.ShouldMatch("[0-9]+W");
        (await browser.PageAsync("/queue/first/checks")).QuerySelector("main table")!.TextContent.ShouldContain("cpp-comments");
        (await browser.PageAsync("/handbook")).QuerySelector("#GEN-1")!.NextElementSibling!.TextContent.ShouldContain("cpp-comments (fired in 1 series)");
    }

    [Fact]
    public async Task Findings_WhenPacked_ThenTheyComeBackAsTheyWere()
    {
        await using var bench = (await VerdictBench.OpenAsync(DatabaseKind.Sqlite, VerdictBench.Patch("one", "[PATCH bpf-next] bpf: Count", added: "\t// C++")))!;
        await bench.JudgeAsync();

        var finding = (await bench.FindAsync(1))!.Findings.Single(one => one.Rule == "cpp-comments");

        (finding.Severity, finding.Message.Value, finding.Place.Part, finding.Place.Path, finding.Place.FileLine)
            .ShouldBe((Severity.Warning, "one@example.org", MailPlacePart.Diff, "kernel/bpf/core.c", 11));
    }

    private static async Task<(string? Tree, string Reason)> TreeOfAsync(VerdictBench bench) =>
        (await bench.Server.Import.QueryAsync<(string?, string)>("select tree, tree_reason from series where id = 1")).Single();
}
