using System.Collections.Immutable;
using Tributary.Policy;
using Tributary.Store;
using Tributary.Store.Tests;
using Tributary.Workflow;

namespace Tributary.Server.Tests;

[Trait("Clause", "SUB-3")]
public sealed class DelegationStepTests
{
    private const string HowSql = "select delegate, (select ruled_by from series_ids l where l.id = s.id) from series s order by s.id";

    public static TheoryData<DatabaseKind> Kinds => TestDatabase.Kinds;

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Arrival_WhenARuleFits_ThenTheSeriesIsHisAndSaysWhy(DatabaseKind kind)
    {
        await using var bench = await WorkBench.OpenAsync(kind, []);
        if (bench is null) return;
        await SaveAsync(bench, new() { To = "rae", Paths = ["kernel/bpf/two*.c"] }, new() { To = "mara", Prefixes = ["bpf-next"] });

        await bench.Import.ImportAsync(WorkBench.RealMails());

        (await bench.Import.QueryAsync<(string?, string?)>(HowSql)).ShouldBe([("mara", "Rule 2: the prefix says bpf-next."), ("rae", "Rule 1: touches kernel/bpf/two1.c.")]);
        (await bench.Import.QueryAsync<string?>("select distinct delegate from patches where series = 2")).ShouldBe(["rae"]);
        (await new DelegationQueries(bench.Database).FindReasonAsync((await SummaryAsync(bench, 1)), CancellationToken.None)).ShouldBe("Rule 2: the prefix says bpf-next.");
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Rules_WhenTheyChange_ThenWhatWaitsIsGivenAwayAnewButForWhatAPersonGave(DatabaseKind kind)
    {
        await using var bench = await WorkBench.OpenAsync(kind, WorkBench.RealMails());
        if (bench is null) return;
        (await bench.Decisions.RunOnSeriesAsync(new(2), new() { Delegate = new("mara") }, bench.Mara, CancellationToken.None)).ShouldBeOfType<WorkOutcome.Done>();
        var follower = new DelegationFollower(bench.Database, _ => BuiltInProfiles.Find(BuiltInProfiles.Default), TimeProvider.System);

        await SaveAsync(bench, new DelegationRule { To = "rae", Prefixes = ["bpf-next"] });
        while (await follower.RunOnceAsync(CancellationToken.None)) { }

        (await bench.Import.QueryAsync<(string?, string?)>(HowSql)).ShouldBe([("rae", "Rule 1: the prefix says bpf-next."), ("mara", null)]);
        (await bench.Import.QueryAsync<string?>("select distinct delegate from patches where series = 1")).ShouldBe(["rae"]);
        await SaveAsync(bench);
        while (await follower.RunOnceAsync(CancellationToken.None)) { }
        (await bench.Import.QueryAsync<string?>("select delegate from series order by id")).ShouldBe([null, "mara"]);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Accounts_WhenTheProfileNamesThem_ThenTheyAreMadeOnceAndNobodySignsInAsThem(DatabaseKind kind)
    {
        await using var bench = await WorkBench.OpenAsync(kind, WorkBench.RealMails());
        if (bench is null) return;
        var (accounts, profile) = (new DelegateAccounts(bench.Database), BuiltInProfiles.Find(BuiltInProfiles.Default)!);

        await accounts.MakeAsync(bench.Import.Project, profile, WorkBench.Noon, CancellationToken.None);
        await accounts.MakeAsync(bench.Import.Project, profile, WorkBench.Noon, CancellationToken.None);
        var follower = new DelegationFollower(bench.Database, _ => profile, TimeProvider.System);
        while (await follower.RunOnceAsync(CancellationToken.None)) { }

        var made = (await new UserQueries(bench.Database).FindByNameAsync("bpf", CancellationToken.None))!;
        (made.Password, made.IsActive, made.IsAdmin, made.Maintains.Single()).ShouldBe((null, true, false, bench.Import.Project));
        (await bench.Import.QueryAsync<string?>("select delegate from series order by id")).ShouldBe(["bpf", "bpf"]);
        (await bench.Import.QueryAsync<long>("select count(*) from users where username = 'bpf'")).ShouldBe([1]);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Arrival_WhenMailIsShuffledAndCut_ThenTheRulesSayTheSame(DatabaseKind kind)
    {
        await using var whole = await WorkBench.OpenAsync(kind, []);
        await using var cut = await WorkBench.OpenAsync(kind, []);
        if (whole is null || cut is null) return;
        DelegationRule[] rules = [new() { To = "rae", Paths = ["kernel/bpf/one3.c"] }, new() { To = "mara", Content = new("new", ChangedLines.Added, IsPattern: false), Lists = ["list@example.org"] }];
        await SaveAsync(whole, rules);
        await SaveAsync(cut, rules);

        await whole.Import.ImportAsync(WorkBench.RealMails());
        var mails = WorkBench.RealMails().ToArray();
        new Random(3).Shuffle(mails);
        foreach (var mail in mails) await cut.Import.ImportAsync(mail);

        string[] expected = ["one-0@example.org rae", "two-0@example.org mara"];
        const string Sql = "select h.message_id || ' ' || s.delegate from series s join messages h on h.id = s.head order by 1";
        (await whole.Import.QueryAsync<string>(Sql)).ShouldBe(expected);
        (await cut.Import.QueryAsync<string>(Sql)).ShouldBe(expected);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Rules_WhenAPersonDecided_ThenHisWordStands(DatabaseKind kind)
    {
        await using var bench = await WorkBench.OpenAsync(kind, WorkBench.RealMails().Take(2));
        if (bench is null) return;
        await bench.Decisions.RunOnSeriesAsync(new(1), new() { Delegate = new(null) }, bench.Mara, CancellationToken.None);
        await bench.Decisions.RunOnSeriesAsync(new(1), new() { Delegate = new("mara") }, bench.Mara, CancellationToken.None);
        await SaveAsync(bench, new DelegationRule { To = "rae" });

        await bench.Import.ImportAsync(WorkBench.RealMails());

        (await bench.Import.QueryAsync<string?>("select delegate from series order by id")).ShouldBe(["mara", "rae"]);
        (await new DelegationQueries(bench.Database).FindReasonAsync(await SummaryAsync(bench, 1), CancellationToken.None)).ShouldBeNull();
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Rebuild_WhenRulesGaveSeriesAway_ThenAllIsKept(DatabaseKind kind)
    {
        await using var bench = await WorkBench.OpenAsync(kind, []);
        if (bench is null) return;
        await SaveAsync(bench, new DelegationRule { To = "rae", Paths = ["kernel/"] });
        await bench.Import.ImportAsync(WorkBench.RealMails());
        await SaveAsync(bench, new DelegationRule { To = "mara" });
        var before = await DatabaseDigest.ComputeAsync(bench.Database, withIds: true, CancellationToken.None);

        await new RebuildStep(bench.Database, _ => BuiltInProfiles.Find(BuiltInProfiles.Default)).RunAsync(null, CancellationToken.None);

        (await DatabaseDigest.ComputeAsync(bench.Database, withIds: true, CancellationToken.None)).ShouldBe(before);
        (await bench.Import.QueryAsync<string?>("select distinct delegate from series")).ShouldBe(["rae"]);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Profile_WhenItsDelegateHasAnAccount_ThenItsRulesHold(DatabaseKind kind)
    {
        await using var bench = await WorkBench.OpenAsync(kind, []);
        if (bench is null) return;
        await bench.Import.ImportAsync(WorkBench.RealMails().Take(4));
        (await bench.Import.QueryAsync<string?>("select delegate from series")).ShouldBe([null]);

        await bench.AddAsync(new() { Username = "bpf", Email = "bpf@example.org", Maintains = [bench.Import.Project] });
        await bench.Import.ImportAsync(WorkBench.RealMails().Skip(4));

        (await bench.Import.QueryAsync<string?>("select delegate from series order by id")).ShouldBe([null, "bpf"]);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Trial_WhenRulesAreTried_ThenItSaysWhatWouldChangeAndChangesNothing(DatabaseKind kind)
    {
        await using var bench = await WorkBench.OpenAsync(kind, WorkBench.RealMails());
        if (bench is null) return;
        await bench.Decisions.RunOnSeriesAsync(new(1), new() { Delegate = new("mara") }, bench.Mara, CancellationToken.None);
        ImmutableArray<DelegationRule> rules = [new() { To = "rae", Paths = ["kernel/bpf/"] }, new() { To = "nobody-known" }];

        var result = await new DelegationTrial(bench.Database).RunAsync(bench.Import.Project, rules, 100, CancellationToken.None);

        result.Tried.ShouldBe(2);
        result.Hits.ShouldBe([2, 0]);
        result.Faults.ShouldBe(["Rule 2: there is no user 'nobody-known'."]);
        result.Lines.Select(line => (line.Series.Value, line.From, line.To, line.IsGiven)).ShouldBe([(2, null, "rae", false), (1, "mara", "rae", true)]);
        result.Lines[0].Reason.ShouldBe("Rule 1: touches kernel/bpf/two1.c.");
        (await bench.Import.QueryAsync<string?>("select delegate from series order by id")).ShouldBe(["mara", null]);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Save_WhenItCannotBe_ThenItIsToldAndNothingChanges(DatabaseKind kind)
    {
        await using var bench = await WorkBench.OpenAsync(kind, []);
        if (bench is null) return;
        var step = new DelegationStep(bench.Database);
        ImmutableArray<DelegationRule> rules = [new() { To = "mara", Paths = ["kernel/"] }];

        foreach (var actor in new[] { bench.Ada, bench.Rae, WorkBench.Stranger })
            (await step.SaveAsync(bench.Import.Project, rules, null, actor, CancellationToken.None)).ShouldBeOfType<WorkOutcome.Refused>();
        (await step.SaveAsync(bench.Import.Project, [new() { To = "mara", Paths = ["/kernel/"] }], null, bench.Mara, CancellationToken.None)).ShouldBeOfType<WorkOutcome.Invalid>();
        (await step.SaveAsync(bench.Import.Project, [new() { To = "ghost" }], null, bench.Mara, CancellationToken.None)).ShouldBeOfType<WorkOutcome.Invalid>().Sentence.ShouldContain("ghost");
        (await new DelegationQueries(bench.Database).FindAsync(bench.Import.Project, CancellationToken.None)).ShouldBeNull();

        (await step.SaveAsync(bench.Import.Project, rules, "profile", bench.Mara, CancellationToken.None)).ShouldBeOfType<WorkOutcome.Done>();
        (await step.SaveAsync(bench.Import.Project, [], "profile", bench.Root, CancellationToken.None)).ShouldBeOfType<WorkOutcome.Conflict>().Sentence.ShouldStartWith("mara changed the rules");
        (await step.SaveAsync(bench.Import.Project, null, null, bench.Root, CancellationToken.None)).ShouldBeOfType<WorkOutcome.Done>();
        (await bench.EventsAsync()).Count(one => one.Category == "delegation-changed").ShouldBe(2);
    }

    private static async Task SaveAsync(WorkBench bench, params DelegationRule[] rules) =>
        (await new DelegationStep(bench.Database).SaveAsync(bench.Import.Project, [.. rules], null, bench.Mara, CancellationToken.None)).ShouldBeOfType<WorkOutcome.Done>();

    private static async Task<SeriesSummary> SummaryAsync(WorkBench bench, long series) =>
        (await new SeriesQueries(bench.Database).FindAsync(new(series), CancellationToken.None))!.Summary;
}
