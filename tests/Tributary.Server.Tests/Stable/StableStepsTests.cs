using System.Text;
using Tributary.Policy;
using Tributary.Store;
using Tributary.Store.Tests;
using Tributary.Workflow;

namespace Tributary.Server.Tests;

/// <summary>What comes into the queue by itself, and what mails say of it, on both databases.</summary>
[Trait("Clause", "STB-5")]
public sealed class StableStepsTests
{
    private const string X = "cccccccccccccccccccccccccccccccccccccccc";

    public static TheoryData<DatabaseKind> Kinds => TestDatabase.Kinds;

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Patch_WhenTaken_ThenItsTreeAndItsWordsDecide(DatabaseKind kind)
    {
        await using var import = await ImportBench.OpenAsync(kind);
        if (import is null) return;
        await import.ImportAsync(
            Read(Patch("fix@example.org", "[PATCH bpf] bpf: mend it", "Fixes: 123456789012 (\"bpf: break it\")\n")), Read(Patch("plain@example.org", "[PATCH bpf] bpf: tidy up", "")),
            Read(Patch("feature@example.org", "[PATCH bpf-next] bpf: mend another", "Fixes: 123456789012 (\"bpf: break it\")\n")),
            Read(Patch("notes@example.org", "[PATCH bpf-next] bpf: asked for", "", "Please queue for stable 6.6.\n")), Read(Patch("cc@example.org", "[PATCH bpf-next] bpf: with a Cc", "Cc: stable@vger.kernel.org # 5.15+\n")));
        foreach (var (id, tree, letter) in (ValueTuple<string, string, char>[])[("fix", "bpf", '1'), ("plain", "bpf", '2'), ("feature", "bpf-next", '3'), ("notes", "bpf-next", '4'), ("cc", "bpf-next", '5')])
            await import.TakeAsync($"{id}@example.org", tree, CommitId.Parse(new string(letter, 40)));

        await import.CollectAsync();
        var fixes = await import.CollectAsync();

        fixes.OrderBy(static fix => fix.Commit.Hex, StringComparer.Ordinal).Select(static fix => $"{fix.Title}|{fix.Asked}|{fix.AskedBy}|{string.Join(' ', fix.Branches)}").ShouldBe(
            ["bpf: mend it|Accepted|bpf|", "bpf: asked for|Notes|Ann Author|6.6", "bpf: with a Cc|Trailer|Ann Author|5.15+"]);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Fix_WhenStableMailsSpeakOfIt_ThenTheyAreMarksOnceHoweverOftenItRuns(DatabaseKind kind)
    {
        await using var import = await ImportBench.OpenAsync(kind);
        if (import is null) return;
        await import.ImportAsync(Read(Patch("fix@example.org", "[PATCH bpf] bpf: mend it", "Fixes: 123456789012 (\"bpf: break it\")\n")));
        await import.TakeAsync("fix@example.org", "bpf", StableLedger.Commit);
        await import.CollectAsync();
        await import.ImportAsync(
            Read(Backport("review@example.org", "[PATCH 6.6 012/500] bpf: mend it", $"commit {X} upstream.")),
            Read(Backport("other@example.org", "[PATCH 6.6 013/500] bpf: mend it", "commit dddddddddddddddddddddddddddddddddddddddd upstream.", "Other <other@example.org>")),
            Read(WebBench.Mail("failed@example.org", "FAILED: patch \"[PATCH] bpf: mend it\" failed to apply to 6.1-stable tree", $"It does not.\n\n------------------ original commit in Linus's tree ------------------\n\nFrom {X} Mon Sep 17 00:00:00 2001\n", from: "Greg <greg@example.org>")));

        var project = (await new ProjectQueries(import.Database).FindAsync(import.Project, CancellationToken.None))!;
        (await new StableMailStep(import.Database).RunAsync(project, CancellationToken.None)).ShouldBe(2);
        (await new StableMailStep(import.Database).RunAsync(project, CancellationToken.None)).ShouldBe(0);

        var marks = (await new StableStore(import.Database).ListAsync(import.Project, CancellationToken.None)).Single().Marks;
        marks.OrderBy(static mark => mark.Branch, StringComparer.Ordinal).Select(static mark => $"{mark.Branch} {mark.Kind} {mark.Reason} {mark.By}").ShouldBe(["6.1 Failed mail failed@example.org Greg", "6.6 Queued mail review@example.org Greg"]);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Queue_WhenAskedAndRefusedAndTried_ThenBothDatabasesKeepIt(DatabaseKind kind)
    {
        await using var import = await ImportBench.OpenAsync(kind);
        if (import is null) return;
        var project = (await new ProjectQueries(import.Database).FindAsync(import.Project, CancellationToken.None))!;
        var fix = new StableFix { Project = import.Project, Commit = StableLedger.Commit, Title = "bpf: mend it", Author = "Ann <ann@example.org>", Asked = StableAsking.Web, AskedBy = "mara", Branches = ["6.6"], At = Given.Now };
        await using (var write = await import.Database.Writer.BeginAsync(WritePriority.Interactive, CancellationToken.None))
        {
            await StableStore.AddAsync(write, [fix, fix with { Branches = ["6.1", "6.6"] }], CancellationToken.None);
            await write.CommitAsideAsync(CancellationToken.None);
        }

        var added = (await new StableStore(import.Database).ListAsync(import.Project, CancellationToken.None)).Single();
        added.Branches.ShouldBe(["6.6", "6.1"]);
        var desk = new StableDesk(import.Database, "", ImportBench.Clock);
        var step = new StableStep(import.Database, desk, ImportBench.Clock);
        (await step.RefuseAsync(project, added.Id, new("6.1", StableMarkKind.Refused, "too old", "mara", Given.Now), CancellationToken.None)).ShouldBeOfType<WorkOutcome.Done>();
        (await step.RefuseAsync(project, added.Id + 1, new("6.1", StableMarkKind.Refused, "too old", "mara", Given.Now), CancellationToken.None)).ShouldBeOfType<WorkOutcome.NotFound>();
        var trials = new StableTrials(import.Database);
        var trial = new StableTrial(StableLedger.Commit, "6.6", StableLedger.Commit) { Conflicts = ["a.c", "b.c"], Said = "does not apply", At = Given.Now };
        await trials.PutAsync([trial with { Conflicts = [] }], CancellationToken.None);
        await trials.PutAsync([trial], CancellationToken.None);
        (await trials.ListAsync([StableLedger.Commit], CancellationToken.None))[StableLedger.Commit].Single().ShouldSatisfyAllConditions(one => one.Conflicts.ShouldBe(["a.c", "b.c"]), one => one.Applies.ShouldBeFalse());
        var kernels = new KernelStore(import.Database);
        await kernels.PutAsync([new("6.6") { Last = "6.6.63", IsLongterm = true, HasEnded = false, Why = "a list", At = Given.Now }], CancellationToken.None);
        (await kernels.ListAsync(CancellationToken.None)).Single().Last.ShouldBe("6.6.63");

        var entry = (await desk.ListAsync(project, BuiltInProfiles.Find(BuiltInProfiles.Default)!, CancellationToken.None)).Single();
        entry.Steps.Select(static one => $"{one.Branch} {one.Stage}").ShouldBe(["6.6 Held", "6.1 Refused"]);
    }

    private static NewMessage Read(string mail) => NewMessage.Read(Encoding.UTF8.GetBytes(mail));

    private static string Patch(string id, string subject, string trailers, string notes = "") => WebBench.Patch(id, subject)
        .Replace("Signed-off-by:", trailers + "Signed-off-by:", StringComparison.Ordinal).Replace("---\n src", $"---\n{notes} src", StringComparison.Ordinal);

    private static string Backport(string id, string subject, string says, string author = "Ann Author <ann@example.org>") => WebBench.Patch(id, subject)
        .Replace("From: Ann Author <ann@example.org>", "From: Greg <greg@example.org>\nX-stable: review\nX-Patchwork-Hint: ignore", StringComparison.Ordinal)
        .Replace("Why it is so.", $"From: {author}\n\n{says}\n\nWhy it is so.", StringComparison.Ordinal);
}
