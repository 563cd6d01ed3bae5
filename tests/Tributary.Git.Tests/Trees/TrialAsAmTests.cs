using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Tributary.Workflow;

namespace Tributary.Git.Tests;

/// <summary>Whether patches fit: the try says what a <c>git am --3way</c> in a whole checkout does, and so does what we apply by.</summary>
[Trait("Clause", "PFX-3")]
public sealed class TrialAsAmTests : IDisposable
{
    private static readonly GitPerson Max = new("Max", "max@example.org");
    private readonly string _root = Directory.CreateTempSubdirectory("tributary-asam-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    [Trait("Speed", "slow")]
    public async Task Trial_WhenTheFileWasRenamed_ThenItIsFollowed()
    {
        using var upstream = new TestUpstream();
        var lines = Enumerable.Range(1, 40).Select(static line => $"{line}\n").ToArray();
        upstream.Commit("start", ("k/a.c", string.Concat(lines)), ("k/b.c", "other\n"));
        using var author = Follow(upstream);
        author.CommitOn("topic", "five", ("k/a.c", string.Concat(lines).Replace("\n5\n", "\nfive\n", StringComparison.Ordinal)));
        var renamed = string.Concat(lines).Replace("\n25\n", "\nx\n", StringComparison.Ordinal);
        upstream.Commit("rename", ("k/a.c", null), ("n/new.c", renamed));
        var (repository, patches) = (await FetchAsync(upstream), await PatchesAsync(author));

        var fits = await new TreeTrial(repository).RunAsync(upstream.Tip(), patches, CancellationToken.None);
        upstream.Commit("five otherwise", ("n/new.c", renamed.Replace("\n5\n", "\nV\n", StringComparison.Ordinal)));
        await FetchAsync(upstream);
        var not = await new TreeTrial(repository).RunAsync(upstream.Tip(), patches, CancellationToken.None);

        fits.Result.ShouldBe(AppliesResult.ThreeWay);
        fits.Paths.ShouldBe(["n/new.c"]);
        not.Result.ShouldBe(AppliesResult.Conflict);
        not.Paths.ShouldBe(["n/new.c"]);
        Directory.GetFileSystemEntries(repository.WorkFolder).ShouldBeEmpty();
    }

    [Fact]
    [Trait("Speed", "all")]
    public async Task Trial_WhenGitAmAppliesTheSame_ThenBothSayTheSame()
    {
        var seen = new SortedDictionary<AppliesResult, int>();
        for (var seed = 0; seed < Cases; seed++)
        {
            var result = await CompareAsync(seed);
            seen[result] = seen.GetValueOrDefault(result) + 1;
        }

        Console.WriteLine(string.Join(", ", seen.Select(static pair => $"{pair.Key} {pair.Value}")));
        seen.Keys.ShouldBe([AppliesResult.Clean, AppliesResult.ThreeWay, AppliesResult.Conflict, AppliesResult.There], ignoreOrder: true);
    }

    private static int Cases => int.TryParse(Environment.GetEnvironmentVariable("TRIBUTARY_AM_CASES"), NumberStyles.None, CultureInfo.InvariantCulture, out var cases) ? cases : 40;

    private async Task<AppliesResult> CompareAsync(int seed)
    {
        using var upstream = new TestUpstream();
        var random = new Random(seed);
        var tree = MadeTree.Begin(random);
        tree.Begin(upstream, "master");
        using var author = Follow(upstream);
        var topic = tree.Copy();
        // Something of his own that he did not send: then the tree has not what his files were before.
        if (random.Next(4) == 0)
        {
            topic.Change();
            topic.Commit(author, "topic", "private");
            author.Run("branch", "-f", "base", "topic");
        }

        for (var count = random.Next(1, 4); count > 0; count--)
        {
            topic.Change();
            topic.Commit(author, "topic", $"change {count}");
            if (random.Next(5) == 0) tree = topic.Copy();
        }

        for (var count = random.Next(0, 4); count > 0; count--) tree.Change();
        tree.Commit(upstream, "master", "meanwhile");
        var repository = await FetchAsync(upstream);
        var patches = await PatchesAsync(author);
        if (patches.IsEmpty) return AppliesResult.Clean;

        var trial = await new TreeTrial(repository).RunAsync(upstream.Tip(), patches, CancellationToken.None);
        var applied = await ApplyAsync(repository, upstream.Tip(), patches);
        var (theirs, index, theirTree) = await AmAsync(upstream, author, seed);

        var ours = applied switch
        {
            AmOutcome.Applied done => (done.Tip == upstream.Tip() ? AppliesResult.There : AppliesResult.Clean, -1),
            AmOutcome.Conflict conflict => (AppliesResult.Conflict, conflict.Index),
            _ => throw new InvalidOperationException("stuck"),
        };
        (trial.Result is AppliesResult.ThreeWay ? AppliesResult.Clean : trial.Result, trial.Index).ShouldBe(ours, $"seed {seed}: the try and what applies differ; {trial.Said}");
        // Where git am stops at a change that the tree has already and it lacks what the files were, we go on: further, never less far.
        if (ours != (theirs, index)) (ours.Item2 < 0 || (index >= 0 && ours.Item2 > index)).ShouldBeTrue($"seed {seed}: ours {ours}, git am {theirs} {index}");
        else if (applied is AmOutcome.Applied same) (await repository.RunAsync(["rev-parse", $"{same.Tip.Hex}^{{tree}}"], CancellationToken.None)).Text.ShouldBe(theirTree, $"seed {seed}");
        return trial.Result;
    }

    private static async Task<AmOutcome> ApplyAsync(TreeRepository repository, CommitId at, ImmutableArray<MailPatch> patches)
    {
        using var held = await repository.LockAsync(CancellationToken.None);
        var applier = new TreeApplier(repository);
        var request = new AmRequest("case", at, [.. patches.Select(static patch => patch.ToMail(patch.Message, "x@example.org"))]) { Paths = [.. patches.SelectMany(static patch => patch.Paths).Distinct()], Committer = Max };
        var outcome = await applier.ApplyAsync(request, CancellationToken.None);
        await applier.AbortAsync("case", CancellationToken.None);
        return outcome;
    }

    // In a whole checkout, with git's own settings.
    private async Task<(AppliesResult Result, int Index, string Tree)> AmAsync(TestUpstream upstream, TestUpstream author, int seed)
    {
        var clone = Path.Combine(_root, $"am-{seed}");
        var room = new GitRoom { Folder = clone, Committer = Max };
        (await GitProgram.RunInAsync(room with { Folder = _root }, null, ["clone", "--quiet", upstream.Repository, clone], default, CancellationToken.None)).OrThrow("the test's git");
        var index = 0;
        foreach (var mail in Mails(author))
        {
            if (!(await GitProgram.RunInAsync(room, null, ["am", "--quiet", "--3way"], mail, CancellationToken.None)).IsSuccess) return (AppliesResult.Conflict, index, "");
            index++;
        }

        var tree = (await GitProgram.RunInAsync(room, null, ["rev-parse", "HEAD^{tree}"], default, CancellationToken.None)).Text;
        var isThere = (await GitProgram.RunInAsync(room, null, ["rev-parse", "HEAD"], default, CancellationToken.None)).Text == upstream.Tip().Hex;
        Directory.Delete(clone, recursive: true);
        return (isThere ? AppliesResult.There : AppliesResult.Clean, -1, tree);
    }

    private static TestUpstream Follow(TestUpstream upstream)
    {
        var author = new TestUpstream();
        author.Run("fetch", "--quiet", upstream.Repository, "+refs/heads/master:refs/heads/base");
        author.Run("branch", "topic", "base");
        return author;
    }

    private async Task<TreeRepository> FetchAsync(TestUpstream upstream)
    {
        var repository = await TreeRepository.OpenAsync(Path.Combine(_root, Path.GetFileName(upstream.Root)), "linux", CancellationToken.None);
        await repository.FetchAsync(new("bpf", upstream.Repository, "master"), CancellationToken.None);
        return repository;
    }

    private static List<byte[]> Mails(TestUpstream author)
    {
        var mails = new List<byte[]>();
        foreach (var commit in author.Run("rev-list", "--reverse", "base..topic").Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var mail = Encoding.UTF8.GetBytes(author.Run("format-patch", "--stdout", "--full-index", "-1", commit) + "\n");
            if (mail.AsSpan().IndexOf("diff --git"u8) >= 0) mails.Add(mail);
        }

        return mails;
    }

    private static async Task<ImmutableArray<MailPatch>> PatchesAsync(TestUpstream author)
    {
        var patches = ImmutableArray.CreateBuilder<MailPatch>();
        foreach (var mail in Mails(author)) patches.Add((await MailPatch.ReadAsync(mail, CancellationToken.None))!);
        return patches.ToImmutable();
    }
}
