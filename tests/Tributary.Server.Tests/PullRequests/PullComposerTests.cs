using System.Text;
using Tributary.Git;
using Tributary.Mail;
using Tributary.Policy;
using Tributary.Store;
using Tributary.Store.Tests;
using Tributary.Workflow;

namespace Tributary.Server.Tests;

/// <summary>Pull requests of real repositories: a tree with a merged series, a patch alone, and a destination that moved on.</summary>
[Trait("Clause", "TREE-3")]
[Trait("Clause", "TREE-4")]
public sealed class PullComposerTests : IDisposable
{
    private static readonly Mailbox Mara = new("Mara Maintainer", "mara@example.org");

    private readonly string root = Directory.CreateTempSubdirectory("tributary-pull-").FullName;

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Fact]
    public async Task Request_WhenItGoesToMainline_ThenItIsGitsAndCountedInGit()
    {
        await using var bench = await OpenAsync();

        var draft = await ComposeAsync(bench, new() { Tree = "bpf-next", Sender = Mara });

        draft.Subject.ShouldBe("[GIT PULL] BPF changes for v6.13");
        draft.To.ShouldHaveSingleItem().Address.ShouldStartWith("torvalds@");
        var facts = draft.Letter.Facts;
        (facts.Count, facts.Files, facts.Insertions, facts.Deletions, facts.DaysTo(draft.Letter.Now)).ShouldBe((3, 3, 3, 3, 4));
        draft.Changes.Select(change => (change.Title, PullChanges.Join(change.Authors), change.Commits.Length)).ShouldBe([("bpf: fix one", "Ann Author", 1), ("bpf: two things for everybody", "Bob Builder", 2)]);
        draft.Text.ShouldContain(RequestPull());
        draft.Text.ShouldContain("We've added 3 non-merge commits during the last 4 day(s) which contain\na total of 3 files changed, 3 insertions(+), 3 deletions(-).");
        var conflict = facts.Conflicts.ShouldHaveSingleItem();
        (conflict.Path, conflict.Ours![14..], conflict.Theirs![14..]).ShouldBe(("f1.c", "\"bpf: fix one\")", "\"net: another\")"));
    }

    [Fact]
    public async Task Request_WhenItGoesToNetworking_ThenItHasItsForm()
    {
        await using var bench = await OpenAsync();

        var draft = await ComposeAsync(bench, new() { Tree = "bpf-next", Sender = Mara, Into = "net-next", Since = "v6.12" });

        draft.Subject.ShouldBe("pull-request: bpf-next 2024-11-14");
        draft.Text.ShouldContain("The following pull-request contains BPF updates for your *net-next* tree.");
        draft.Text.ShouldContain("The main changes are:\n\n1) bpf: fix one, from Ann Author.\n\n2) bpf: two things for everybody, from Bob Builder.\n");
        draft.Text.ShouldContain("Also thanks to reporters, reviewers and testers of commits in this pull-request:\n\nRae Reviewer, Tess Tester\n");
    }

    [Fact]
    public async Task Request_WhenTheListIsEdited_ThenThatStandsInTheTagAndTheMail()
    {
        await using var bench = await OpenAsync();

        var draft = await ComposeAsync(bench, new() { Tree = "bpf-next", Sender = Mara, Tag = "for-linus", Changes = "1) All is new.\n" });

        var tag = Run(Path.Combine(root, "trees", "linux.git"), "cat-file", "tag", "for-linus");
        tag.ShouldContain("The main changes are:\n\n1) All is new.");
        tag.ShouldContain("tagger Mara Maintainer <mara@example.org>");
        draft.Text.ShouldContain("/next.git tags/for-linus\n");
        draft.Text.ShouldContain("1) All is new.");
    }

    [Fact]
    public async Task Request_WhenThereIsNothingOrTheTreeIsUnknown_ThenItSaysSo()
    {
        await using var bench = await OpenAsync();

        (await RunAsync(bench, new() { Tree = "mainline", Into = "mainline", Sender = Mara })).ShouldBeOfType<PullOutcome.UpToDate>();
        (await RunAsync(bench, new() { Tree = "net", Sender = Mara })).ShouldBeOfType<PullOutcome.Refused>().Why.ShouldContain("trib tree add net");
        (await RunAsync(bench, new() { Tree = "bpf-next", Into = "net", Sender = Mara })).ShouldBeOfType<PullOutcome.Refused>().Why.ShouldContain("--since");
        (await RunAsync(bench, new() { Tree = "bpf-next", Since = "nowhere", Sender = Mara })).ShouldBeOfType<PullOutcome.Refused>();
    }

    [Fact]
    public async Task Request_WhenSeriesArePicked_ThenABranchHoldsThemAlone()
    {
        await using var bench = await OpenAsync();
        var series = await TakeAsync(bench, ":/add three");
        var draft = await ComposeAsync(bench, new() { Tree = "bpf-next", Into = "mainline", Series = [series], Sender = Mara });

        (draft.Letter.Ref, draft.Letter.Facts.Count, draft.Letter.Facts.Head.Title).ShouldBe(("for-mainline", 1, "bpf: add three"));
        draft.Letter.Facts.Conflicts.ShouldBeEmpty();
        Run(Path.Combine(root, "trees", "linux.git"), "rev-parse", "refs/heads/for-mainline").Trim().ShouldBe(draft.Letter.Facts.Head.Id.Hex);
        (await RunAsync(bench, new() { Tree = "bpf-next", Series = [new(99)], Sender = Mara })).ShouldBeOfType<PullOutcome.Refused>();
    }

    [Fact]
    public async Task Request_WhenAPickedSeriesDoesNotFit_ThenTheCommitAndItsFilesAreNamed()
    {
        await using var bench = await OpenAsync();
        var series = await TakeAsync(bench, ":/fix one");

        var fault = await Should.ThrowAsync<GitException>(() => RunAsync(bench, new() { Tree = "bpf-next", Into = "mainline", Series = [series], Sender = Mara }));

        fault.Message.ShouldSatisfyAllConditions(said => said.ShouldContain("does not fit onto"), said => said.ShouldContain("conflict in f1.c"));
        Run(Path.Combine(root, "trees", "linux.git"), "for-each-ref", "refs/heads/").ShouldBeEmpty();
    }

    [Fact]
    public async Task Request_WhenItIsSent_ThenItIsKeptAndOneLetterWaits()
    {
        await using var bench = await OpenAsync();
        var draft = await ComposeAsync(bench, new() { Tree = "bpf-next", Sender = Mara });
        var composer = new PullComposer(bench.Database, Path.Combine(root, "trees"), new Day());

        await composer.KeepAsync(draft, new Outbox(MailIdentity.Unset, new Day()), Mara, CancellationToken.None);

        var kept = (await new PullStore(bench.Database).ListAsync("bpf-next", 10, CancellationToken.None)).ShouldHaveSingleItem();
        (kept.Into, kept.Commits, kept.IsSent, kept.Subject).ShouldBe(("mainline", 3, true, draft.Subject));
        (await new OutboxQueries(bench.Database).ListAsync(new(), null, 10, CancellationToken.None)).ShouldHaveSingleItem().Subject.ShouldBe(draft.Subject);
    }

    [Fact]
    public async Task Request_WhenTheDestinationPullsIt_ThenThatIsSeen()
    {
        await using var bench = await OpenAsync();
        var (draft, trees) = (await ComposeAsync(bench, new() { Tree = "bpf-next", Sender = Mara }), Path.Combine(root, "trees"));
        await new PullComposer(bench.Database, trees, new Day()).KeepAsync(draft, outbox: null, Mara, CancellationToken.None);
        (await new PullFollower(bench.Database, trees, new Day()).RunAsync(CancellationToken.None)).ShouldBe(0);

        RunIn(Path.Combine(root, "work"), 14, "Lin", "-c", "alias.push-on=!GIT_ALLOW_PROTOCOL=file git push -q " + Path.Combine(root, "main") + " master:refs/heads/pulled", "push-on");
        RunIn(Path.Combine(root, "main"), 14, "Lin", "merge", "-q", "-s", "ours", "-m", "Merge tag", "pulled");
        await new TreeFetchStep(bench.Database, trees, new Day()).RunAllAsync([], CancellationToken.None);

        (await new PullFollower(bench.Database, trees, new Day()).RunAsync(CancellationToken.None)).ShouldBe(1);
        (await new PullStore(bench.Database).ListAsync("bpf-next", 10, CancellationToken.None)).ShouldHaveSingleItem().PulledAt.ShouldNotBeNull();
        (await RunAsync(bench, new() { Tree = "bpf-next", Sender = Mara })).ShouldBeOfType<PullOutcome.UpToDate>();
    }

    // The only series of the queue, said to be in the tree as a commit of its history.
    private async Task<SeriesId> TakeAsync(ImportBench bench, string commit)
    {
        var taken = CommitId.Parse(Run(Path.Combine(root, "work"), "rev-parse", commit));
        await using (var write = await bench.Database.Writer.BeginAsync(WritePriority.Interactive, CancellationToken.None))
        {
            var at = WorkBench.Noon;
            await new CommitLedger(write).PutAsync([new() { Project = 1, Message = 1, Tree = "bpf-next", Commit = taken, Found = CommitFound.Applied, Reason = "", At = at, PushedAt = at }], CancellationToken.None);
            await write.CommitAsync(CancellationToken.None);
        }

        return (await new SeriesQueries(bench.Database).ListAsync(new() { Project = 1 }, null, 1, CancellationToken.None))[0].Id;
    }

    // Our door lets only fetch and push reach other repositories, and request-pull asks one.
    private string RequestPull() => Run(Path.Combine(root, "work"), "-c", $"alias.ask=!GIT_ALLOW_PROTOCOL=file git request-pull v6.12 {Path.Combine(root, "next.git")} master", "ask").Trim();

    private async Task<PullDraft> ComposeAsync(ImportBench bench, PullAsk ask) => (await RunAsync(bench, ask)).ShouldBeOfType<PullOutcome.Done>().Draft;

    private Task<PullOutcome> RunAsync(ImportBench bench, PullAsk ask) =>
        new PullComposer(bench.Database, Path.Combine(root, "trees"), new Day()).RunAsync(BuiltInProfiles.Find(BuiltInProfiles.Default)!, ask, CancellationToken.None);

    private async Task<ImportBench> OpenAsync()
    {
        MakeRepositories();
        var bench = (await ImportBench.OpenAsync(DatabaseKind.Sqlite))!;
        await bench.ImportAsync([NewMessage.Read(Encoding.UTF8.GetBytes(WebBench.Patch("three@x", "[PATCH bpf-next] bpf: add three", path: "f3.c")))]);
        var trees = new TreeStore(bench.Database);
        await trees.AddAsync(new() { Name = "mainline", Family = "linux", Url = Path.Combine(root, "main"), Branch = "master" }, CancellationToken.None);
        await trees.AddAsync(new() { Name = "bpf-next", Family = "linux", Url = Path.Combine(root, "next.git"), Branch = "master" }, CancellationToken.None);
        (await new TreeFetchStep(bench.Database, Path.Combine(root, "trees"), new Day()).RunAllAsync([], CancellationToken.None)).ShouldAllBe(outcome => outcome.Fault.Length == 0);
        await new WindowReader(bench.Database, Path.Combine(root, "trees"), new Day()).RefreshAsync(CancellationToken.None);
        return bench;
    }

    private void MakeRepositories()
    {
        var (main, work) = (Path.Combine(root, "main"), Path.Combine(root, "work"));
        Run(root, "init", "-q", "-b", "master", main);
        for (var file = 1; file <= 3; file++) File.WriteAllLines(Path.Combine(main, $"f{file}.c"), Enumerable.Range(1, 30).Select(line => $"{line}"));
        Run(main, "add", ".");
        Commit(main, "Linux 6.12", "Lin", day: 1);
        RunIn(main, 1, "Lin", "tag", "-a", "-m", "v6.12", "v6.12");
        Run(root, "clone", "-q", "--bare", main, Path.Combine(root, "next.git"));
        Run(root, "clone", "-q", Path.Combine(root, "next.git"), work);
        Change(work, 1, 3, "three");
        Commit(work, "bpf: fix one\n\nReviewed-by: Rae Reviewer <rae@example.org>", "Ann Author", day: 10);
        Run(work, "checkout", "-q", "-b", "two");
        Change(work, 2, 5, "five");
        Commit(work, "bpf: add two\n\nTested-by: Tess Tester <tess@example.org>", "Bob Builder", day: 11);
        Change(work, 3, 7, "seven");
        Commit(work, "bpf: add three", "Bob Builder", day: 12);
        Run(work, "checkout", "-q", "master");
        RunIn(work, 13, "Mara Maintainer", "merge", "-q", "--no-ff", "-m", "Merge branch 'two-things'\n\nBob says:\n\n====================\nbpf: two things for everybody\n\nThey are good.\n====================", "two");
        Run(work, "push", "-q", "origin", "master");
        Change(main, 1, 3, "drei");
        Commit(main, "net: another", "Nat", day: 12);
    }

    private static void Change(string folder, int file, int line, string text)
    {
        var path = Path.Combine(folder, $"f{file}.c");
        var lines = File.ReadAllLines(path);
        lines[line - 1] = text;
        File.WriteAllLines(path, lines);
    }

    private static void Commit(string folder, string message, string author, int day) => RunIn(folder, day, author, "commit", "-q", "-a", "-m", message);

    private static string Run(string folder, params string[] arguments) => RunIn(folder, 1, "Lin", arguments);

    private static string RunIn(string folder, int day, string person, params string[] arguments) => GitProgram.RunInAsync(
        new() { Folder = folder, Committer = new(person, "git@example.org"), CommittedAt = new DateTimeOffset(2024, 11, day, 12, 0, 0, TimeSpan.Zero) }, null, [.. arguments], default, CancellationToken.None)
        .GetAwaiter().GetResult().OrThrow("the test's git").Text;

    private sealed class Day : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2024, 11, 14, 11, 0, 0, TimeSpan.Zero);
    }
}
