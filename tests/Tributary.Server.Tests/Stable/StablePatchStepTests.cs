using System.Collections.Immutable;
using System.Text;
using Shouldly;
using Tributary.Git;
using Tributary.Mail;
using Tributary.Patches;
using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Server.Tests;

[Trait("Clause", "STB-5")]
public sealed class StablePatchStepTests : IAsyncLifetime, IDisposable
{
    private const string Before = "a\nb\nc\nd\ne\nf\n", Middle = "a\nb\nc\nfirst\nd\ne\nf\n", After = "a\nb\nc\nfirst\nsecond\nd\ne\nf\n";
    private static readonly Mailbox Mara = new("Mara Maintainer", "mara@example.org");
    private static readonly ManualClock Clock = new();
    private readonly TestHistory history = new();
    private readonly string folder = Directory.CreateTempSubdirectory("tributary-patches-").FullName;
    private readonly Outbox outbox = new(new(new("Patches", "patches@example.org")), Clock);
    private Database database = null!;
    private StableDesk desk = null!;
    private StoredProject project = null!;
    private string culprit = "";

    private static Policy.Profile Profile => ProfileFile.Find("bpf")!;

    public async Task InitializeAsync()
    {
        database = await Database.OpenAsync(folder, url: null, CancellationToken.None);
        project = (await new ProjectQueries(database).FindAsync(await new ProjectStore(database).FindOrAddAsync("netdevbpf", "bpf", CancellationToken.None), CancellationToken.None))!;
        desk = new(database, Path.GetDirectoryName(history.Repository)!, Clock);
        culprit = history.Commit("mainline", "bpf: break it", files: [("a.c", Before), ("b.c", Before)]);
        history.Tag("mainline", "v6.6");
        history.Begin("6.6", history.Tip("mainline"));
    }

    public void Dispose() => history.Dispose();

    public async Task DisposeAsync()
    {
        await database.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Patches_WhenOneNeedsTheOther_ThenBothAreSentInOrderAndApplyToTheBranch()
    {
        var first = history.Commit("mainline", "bpf: first", Body(), [("a.c", Middle)]);
        var second = history.Commit("mainline", "bpf: sécond", Body(), [("a.c", After)], author: "Zoë Author <zoe@example.org>");
        history.Commit("mainline", "bpf: prepare", files: [("b.c", "x\nB\n")]);
        var hard = history.Commit("mainline", "bpf: hard", Body(), [("b.c", "x\nmended\n")]);
        var plan = await PlanAsync(first, second, hard);
        var step = new StablePatchStep(database, desk, outbox, Clock);

        var patches = await step.MakeAsync(plan, Mara, CancellationToken.None);
        patches.Left.Select(static line => line.Entry.Fix.Title).ShouldBe(["bpf: hard"]);
        (await step.RunAsync(project, Profile, patches, "me", CancellationToken.None)).ShouldBeTrue();
        (await step.RunAsync(project, Profile, patches, "me", CancellationToken.None)).ShouldBeFalse();

        var mails = await MailsAsync();
        mails.Select(static mail => mail.Subject).ShouldBe(["[PATCH 6.6 0/2] bpf: 2 fixes for 6.6".Replace("bpf:", Profile.Title + ":", StringComparison.Ordinal), "[PATCH 6.6 1/2] bpf: first", "[PATCH 6.6 2/2] bpf: sécond"]);
        mails.Skip(1).ShouldAllBe(mail => mail.References.Contains(mails[0].Id));
        PatchMail.Read(mails[0]).Content.ShouldContain($"  {first[..12]} (\"bpf: first\"), in mainline");
        mails[2].Cc.ShouldContain(new Mailbox("Zoë Author", "zoe@example.org"));
        mails[2].FindHeader("Reply-To").ShouldBe("Mara Maintainer <mara@example.org>");
        var last = PatchMail.Read(mails[2]);
        last.ShouldSatisfyAllConditions(
            one => one.Kind.ShouldBe(MailKind.Patch), one => one.Author.ShouldBe(new Mailbox("Zoë Author", "zoe@example.org")), one => UpstreamStatements.Of(one).Single().Hex.ShouldBe(second),
            one => one.Trailers.Last().Value.ShouldBe("Mara Maintainer <mara@example.org>"));
        mails[2].From.ShouldBe(new Mailbox("Mara Maintainer", "patches@example.org"));
        await ApplyAsync(mails.Skip(1), After);
        (await desk.ListAsync(project, Profile, CancellationToken.None)).ToDictionary(static entry => entry.Fix.Title, static entry => entry.Steps.Single(static one => one.Branch == "6.6").Stage, StringComparer.Ordinal)
            .ShouldBe(new Dictionary<string, StableStage> { ["bpf: first"] = StableStage.Submitted, ["bpf: sécond"] = StableStage.Submitted, ["bpf: hard"] = StableStage.Due }, ignoreOrder: true);
    }

    [Fact]
    public async Task Patch_WhenItIsAlone_ThenThereIsNoCoverLetter()
    {
        var plan = await PlanAsync(history.Commit("mainline", "bpf: first", Body(), [("a.c", Middle)]));
        var step = new StablePatchStep(database, desk, outbox, Clock);
        (await step.RunAsync(project, Profile, await step.MakeAsync(plan, Mara, CancellationToken.None), "me", CancellationToken.None)).ShouldBeTrue();
        var mail = (await MailsAsync()).Single();
        mail.Subject.ShouldBe("[PATCH 6.6] bpf: first");
        await ApplyAsync([mail], Middle);
    }

    private string Body() => $"It crashes.\n\nFixes: {culprit[..12]} (\"bpf: break it\")\nSigned-off-by: Ann Author <ann@example.org>";

    private async Task<StableSubmission> PlanAsync(params string[] commits)
    {
        history.Tag("mainline", "v6.7-rc1");
        await history.Index.UpdateAsync("linux-*.y", CancellationToken.None);
        var step = new StableStep(database, desk, Clock);
        foreach (var commit in commits) (await step.AskAsync(project, Profile.Stable!, new(commit, ["6.6"], StableAsking.Command, "me", ""), CancellationToken.None)).ShouldBeOfType<WorkOutcome.Done>();
        return (await new StableSubmitStep(database, desk, outbox, Clock).PlanAsync(project, Profile, null, CancellationToken.None)).Single();
    }

    private async Task<ImmutableArray<Message>> MailsAsync()
    {
        var queries = new OutboxQueries(database);
        var mails = ImmutableArray.CreateBuilder<Message>();
        foreach (var letter in (await queries.ListAsync(new(), before: null, 100, CancellationToken.None)).Reverse()) mails.Add(MessageReader.Read((await queries.FindAsync(letter.Id, CancellationToken.None))!.Content));
        return mails.ToImmutable();
    }

    // git itself takes the mails, one after the other, on the branch.
    private async Task ApplyAsync(IEnumerable<Message> mails, string expected)
    {
        var work = Path.Combine(folder, "work");
        await GitAsync(null, "worktree", "add", "--quiet", "--detach", work, history.Tip("6.6"));
        foreach (var mail in mails)
        {
            (await GitProgram.RunInAsync(new() { Folder = work, Committer = new("T", "t@example.org") }, null, ["am", "--quiet"], Encoding.UTF8.GetBytes("From x Mon Sep 17 00:00:00 2001\n" + Encoding.UTF8.GetString(mail.Raw.Span).ReplaceLineEndings("\n")), CancellationToken.None)).OrThrow("git am");
        }

        (await File.ReadAllTextAsync(Path.Combine(work, "a.c"))).ShouldBe(expected);
    }

    private async Task GitAsync(string? repository, params string[] arguments) => (await GitProgram.RunAsync(repository ?? history.Repository, [.. arguments], CancellationToken.None)).OrThrow("a test's git");
}
