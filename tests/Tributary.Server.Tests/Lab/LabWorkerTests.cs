using Tributary.Lab;
using Tributary.Policy;
using Tributary.Store;
using Tributary.Store.Tests;
using Tributary.Workflow;

namespace Tributary.Server.Tests;

public sealed class LabWorkerTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("tributary-lab-");

    public void Dispose() => folder.Delete(recursive: true);

    // No tree is followed, so no run can be made here, and each has a result all the same.
    [Theory]
    [MemberData(nameof(TestDatabase.Kinds), MemberType = typeof(TestDatabase))]
    public async Task Runs_WhenSeveralWait_ThenTheNewestSeriesIsFirstAndTreesAreLast(DatabaseKind kind)
    {
        await using var bench = await OpenAsync(kind);
        if (bench is null) return;
        var (tree, older, newer) = (await AskAsync(bench, null), await AskAsync(bench, 1), await AskAsync(bench, 2));
        var done = new List<long>();

        while (await Worker(bench).RunOneAsync(CancellationToken.None)) done.AddRange((await ListAsync(bench)).Where(run => run.State == LabRunState.Done && !done.Contains(run.Id)).Select(run => run.Id).Order());

        done.IndexOf(newer).ShouldBeLessThan(done.IndexOf(older));
        (await ListAsync(bench)).ShouldAllBe(run => run.State == LabRunState.Done && run.Finish == "not-made");
        (await FindAsync(bench, tree)).Says.ShouldContain("bpf-next is not followed");
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Kinds), MemberType = typeof(TestDatabase))]
    public async Task Run_WhenItsSeriesIsSuperseded_ThenItIsDropped(DatabaseKind kind)
    {
        await using var bench = await OpenAsync(kind, VerdictBench.Patch("v1", "[PATCH bpf-next] bpf: Count"), VerdictBench.Patch("v2", "[PATCH bpf-next v2] bpf: Count", day: 7));
        if (bench is null) return;
        var queries = new SeriesQueries(bench.Database);
        var old = (await queries.FindByMessageAsync(bench.Server.Import.Project, new("v1@example.org"), CancellationToken.None)).ShouldNotBeNull();
        var id = await AskAsync(bench, old.Summary.Id.Value);

        while (await Worker(bench).RunOneAsync(CancellationToken.None))
        {
        }

        (await FindAsync(bench, id)).State.ShouldBe(LabRunState.Dropped);
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Kinds), MemberType = typeof(TestDatabase))]
    public async Task Run_WhenItsWorkersAreGone_ThenItIsTakenUpAgainAndGivenUpAtLast(DatabaseKind kind)
    {
        await using var bench = await OpenAsync(kind);
        if (bench is null) return;
        var id = await AskAsync(bench, null);
        for (var gone = 0; gone < 3; gone++) await WriteAsync(bench, store => store.StartAsync(id, $"gone-{gone}", Given.Now, CancellationToken.None));

        (await Worker(bench).RunOneAsync(CancellationToken.None)).ShouldBeTrue();

        var run = await FindAsync(bench, id);
        (run.State, run.Finish, run.Attempts).ShouldBe((LabRunState.Done, "given-up", 3));
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Kinds), MemberType = typeof(TestDatabase))]
    public async Task Run_WhenAnotherWorkerHasIt_ThenItIsLeftToThatOne(DatabaseKind kind)
    {
        await using var bench = await OpenAsync(kind);
        if (bench is null) return;
        var id = await AskAsync(bench, null);
        await using (await LabTurn.TakeAsync(bench.Database, folder.FullName, id, CancellationToken.None))
        {
            (await Worker(bench).RunOneAsync(CancellationToken.None)).ShouldBeFalse();
        }

        (await Worker(bench).RunOneAsync(CancellationToken.None)).ShouldBeTrue();
    }

    [Fact]
    public async Task Result_WhenASeriesBreaksATest_ThenThePageAndTheChecksSaySo()
    {
        await using var bench = await OpenAsync(DatabaseKind.Sqlite, VerdictBench.Patch("one", "[PATCH bpf-next] bpf: Count"));
        var series = (await new SeriesQueries(bench!.Database).FindByMessageAsync(bench.Server.Import.Project, new("one@example.org"), CancellationToken.None))!.Summary;
        var step = new LabResultStep(bench.Database, "https://patches.example.org", bench.Server.Clock);
        var onBase = await FindAsync(bench, await AskAsync(bench, null));
        await step.RunAsync(onBase, Made("#1/p good OK\n#2/p <bad> FAIL\nsaid\nSummary: 1 PASSED, 0 SKIPPED, 1 FAILED\n", 1), CancellationToken.None);
        var run = await FindAsync(bench, await AskAsync(bench, series.Id.Value, bench.Server.Import.Project));
        await bench.JudgeAsync();
        (await bench.FindAsync(series.Id.Value))!.Findings.ShouldContain(finding => finding.Rule == "tested");

        await step.RunAsync(run, Made("#1/p good FAIL\nwhy it failed\n#2/p <bad> FAIL\nsaid\nSummary: 0 PASSED, 0 SKIPPED, 2 FAILED\n", 1), CancellationToken.None);

        using var client = new HttpClient();
        var page = await client.GetStringAsync(new Uri($"{bench.Server.Site}/lab/runs/{run.Id}"));
        page.ShouldContain("new failure");
        page.ShouldContain("also on base");
        page.ShouldContain("&lt;bad&gt;");
        page.ShouldNotContain("<bad>");
        page.ShouldContain("Summary: 0 PASSED, 0 SKIPPED, 2 FAILED");
        (await client.GetStringAsync(new Uri($"{bench.Server.Site}/lab/runs/{run.Id}.json"))).ShouldContain("\"kind\":\"new-failure\"");
        (await client.GetStringAsync(new Uri($"{bench.Server.Site}/lab"))).ShouldContain("worse than the base");
        (await client.GetStringAsync(new Uri($"{bench.Server.Site}/series/{series.Id.Value}"))).ShouldContain("worse than the base");
        (await client.GetStringAsync(new Uri($"{bench.Server.Site}/lab/tests?tree=bpf-next&test=test_verifier:%3Cbad%3E:p"))).ShouldContain($"run {onBase.Id}");
        var check = (await bench.ChecksAsync("one")).Single(check => check.Context == "lab-test_verifier");
        (check.State, check.User.Username, check.TargetUrl).ShouldBe((CheckState.Fail, "tributary-lab", $"https://patches.example.org/lab/runs/{run.Id}"));
        check.Description.ShouldBe("1 new failures, 1 also on the base. Summary: 0 PASSED, 0 SKIPPED, 2 FAILED");
        // The rules are asked anew: that nobody says of tests is no longer so.
        await bench.JudgeAsync();
        (await bench.FindAsync(series.Id.Value))!.Findings.ShouldNotContain(finding => finding.Rule == "tested");
    }

    // The first bad word of a version, then only what turns.
    [Theory]
    [MemberData(nameof(TestDatabase.Kinds), MemberType = typeof(TestDatabase))]
    public async Task Letter_WhenTheVerdictOfAVersionTurns_ThenItsSenderIsToldEachTimeOnce(DatabaseKind kind)
    {
        await using var bench = await OpenAsync(kind, VerdictBench.Patch("one", "[PATCH bpf-next] bpf: Count"));
        if (bench is null) return;
        await SwitchLettersOnAsync(bench);
        await RunAsync(bench, null, Good);

        var told = new List<int>();
        foreach (var output in (string[])[Good, Bad, Bad, Good, Bad])
        {
            await RunAsync(bench, "one", output);
            told.Add((await bench.Server.LettersAsync()).Count);
        }

        told.ShouldBe([0, 1, 1, 2, 3]);
        var letters = (await bench.Server.LettersAsync()).Select(static letter => System.Text.Encoding.UTF8.GetString(letter.Mail).ReplaceLineEndings("\n")).ToArray();
        letters[2].ShouldContain("In-Reply-To: <one@example.org>");
        letters[2].ShouldContain("on bpf-next at c0ffeec0ffee: something fails that does not without it.\n");
        letters[2].ShouldContain("  - test_verifier: good\n    It fails, and passed on the base.\n");
        letters[2].ShouldContain("test_verifier on debian:6.1: Summary: 0 PASSED, 0 SKIPPED, 1 FAILED\n");
        letters[2].ShouldContain("The kernel lacks 1 option that the selftests want: CONFIG_FPROBE");
        letters[2].ShouldContain("https://patches.example.org/lab/runs/");
        letters[1].ShouldContain("nothing fails that does not without it.\nThe run before said: something fails");
    }

    [Fact]
    public async Task Letter_WhenTheProjectHasNotTurnedItOnOrTheSeriesIsOld_ThenNobodyIsTold()
    {
        await using var bench = (await OpenAsync(DatabaseKind.Sqlite, VerdictBench.Patch("one", "[PATCH bpf-next] bpf: Count"), VerdictBench.Patch("old", "[PATCH bpf-next] bpf: Old").Replace("06 May 2024", "06 May 2020", StringComparison.Ordinal)))!;
        await RunAsync(bench, null, Good);
        await RunAsync(bench, "one", Bad);
        await SwitchLettersOnAsync(bench);

        await RunAsync(bench, "old", Bad);

        (await bench.Server.LettersAsync()).ShouldBeEmpty();
    }

    private const string Good = "#1/p good OK\nSummary: 1 PASSED, 0 SKIPPED, 0 FAILED\n";
    private const string Bad = "#1/p good FAIL\nwhy\nSummary: 0 PASSED, 0 SKIPPED, 1 FAILED\n";

    private static async Task SwitchLettersOnAsync(VerdictBench bench)
    {
        await using var write = await bench.Database.Writer.BeginAsync(WritePriority.Interactive, CancellationToken.None);
        await ProjectSettings.SetAsync(write, bench.Server.Import.Project, new("notice_lab-verdict", "on"), CancellationToken.None);
        await write.CommitAsync(CancellationToken.None);
    }

    private static async Task RunAsync(VerdictBench bench, string? message, string output)
    {
        var series = message is null ? null : (await new SeriesQueries(bench.Database).FindByMessageAsync(bench.Server.Import.Project, new($"{message}@example.org"), CancellationToken.None))!.Summary;
        var step = new LabResultStep(bench.Database, "https://patches.example.org", bench.Server.Clock)
        {
            Notices = new(new Outbox(new(new("Patches", "patches@example.org")), bench.Server.Clock), _ => BuiltInProfiles.Find(BuiltInProfiles.Default), "https://patches.example.org"),
        };
        var run = await FindAsync(bench, await AskAsync(bench, series?.Id.Value, series is null ? null : bench.Server.Import.Project));
        await step.RunAsync(run, Made(output, output == Good ? 0 : 1), CancellationToken.None);
    }

    private static LabMade Made(string output, int status) => new(new()
    {
        Report = RunReader.Read($"LAB-START id=a uname=6.1.0 cmd=test_verifier\n{output}LAB-EXIT id=a rc={status}\n"), Accelerator = Accelerator.Tcg, Kernel = new("6.1.0", "6.1", null), Selftests = "6.1",
        Took = TimeSpan.FromSeconds(20), Console = "", Lacks = [new("FPROBE", "y", "n", ConfigGapKind.Missing, ["kprobe_multi_test"])],
    }, null);

    private static Task<VerdictBench?> OpenAsync(DatabaseKind kind, params string[] mails) => VerdictBench.OpenAsync(kind, mails);

    private LabWorker Worker(VerdictBench bench) => new(bench.Database, new()
    {
        Kernel = "debian:6.1", Suites = "test_verifier", TreeFolder = Path.Combine(folder.FullName, "trees"), Cache = new(Path.Combine(folder.FullName, "cache")), Selftests = "tools/testing/selftests/bpf", Site = VerdictBench.Site,
    }, bench.Server.Clock, static _ => { });

    private static Task<long> AskAsync(VerdictBench bench, long? series, long? project = null) => WriteAsync(bench, store => store.AddAsync(new()
    {
        Id = 0, Project = project, Series = series is { } id ? new SeriesId(id) : null, Tree = "bpf-next", Commit = "c0ffeec0ffeec0ffee", Suites = "test_verifier", Kernel = "debian:6.1", AskedAt = Given.Now,
    }, CancellationToken.None));

    private static async Task<T> WriteAsync<T>(VerdictBench bench, Func<LabRunStore, Task<T>> change)
    {
        await using var write = await bench.Database.Writer.BeginAsync(WritePriority.Interactive, CancellationToken.None);
        var result = await change(new(write));
        await write.CommitAsync(CancellationToken.None);
        return result;
    }

    private static async Task<StoredRun> FindAsync(VerdictBench bench, long id) => (await new LabRunQueries(bench.Database).FindAsync(id, CancellationToken.None)).ShouldNotBeNull();

    private static async Task<IReadOnlyList<StoredRun>> ListAsync(VerdictBench bench) => await new LabRunQueries(bench.Database).ListNewestAsync(long.MaxValue, 100, CancellationToken.None);
}
