using System.Collections.Immutable;
using System.Text;
using Tributary.Workflow;

namespace Tributary.Git.Tests;

/// <summary>Patches that want to write where they should not, or to be taken for something else: nothing outside of the worktree changes, whatever they say.</summary>
public sealed class HostilePatchTests : IDisposable
{
    private static readonly GitPerson Max = new("Max", "max@example.org");
    private readonly TestUpstream _upstream = new();
    private readonly string _root = Directory.CreateTempSubdirectory("tributary-hostile-").FullName;

    public void Dispose()
    {
        _upstream.Dispose();
        Directory.Delete(_root, recursive: true);
    }

    [Fact]
    [Trait("Speed", "slow")]
    public async Task Patch_WhenItsNamesLeaveTheTree_ThenItIsAConflictAndNothingIsWritten()
    {
        var repository = await OpenAsync();
        foreach (var name in (string[])["../escaped", "k/../../escaped", "../../linux.git/hooks/escaped", "../../linux.git/escaped", ".git/hooks/escaped", ".git/escaped", ".GIT/escaped", "k/.git/escaped", "git~1/escaped", "./escaped/../../escaped", "link/escaped"])
        {
            var diff = New(name);
            await CheckAsync(repository, name, isConflict: true, diff);
        }

        await CheckAsync(repository, "file as folder", isConflict: null, New("k/a.c/inside"));
        // A name from the root, as a plain diff has it: at most a file of the tree by that name.
        await CheckAsync(repository, "absolute", isConflict: null, $"--- /dev/null\n+++ {_root}/escaped\n@@ -0,0 +1 @@\n+x\n");
        await CheckAsync(repository, "renamed", isConflict: true, "diff --git a/k/a.c b/../escaped\nsimilarity index 100%\nrename from k/a.c\nrename to ../escaped\n");
        await CheckAsync(repository, "deleted", isConflict: true, "diff --git a/../../sentinel b/../../sentinel\ndeleted file mode 100644\nindex 587be6b..0000000\n--- a/../../sentinel\n+++ /dev/null\n@@ -1 +0,0 @@\n-x\n");
    }

    [Fact]
    [Trait("Speed", "slow")]
    public async Task Series_WhenItMakesALinkAndWritesThroughIt_ThenItIsAConflict()
    {
        var repository = await OpenAsync();
        var link = $"diff --git a/way b/way\nnew file mode 120000\nindex 0000000..1234567\n--- /dev/null\n+++ b/way\n@@ -0,0 +1 @@\n+{_root}\n\\ No newline at end of file\n";

        await CheckAsync(repository, "link", isConflict: true, link, New("way/escaped"));
        // The link alone is a file like others.
        await CheckAsync(repository, "link alone", isConflict: false, link);
    }

    [Fact]
    [Trait("Speed", "slow")]
    public async Task Patch_WhenItsNamesLookLikeSomethingElse_ThenTheyAreNames()
    {
        var repository = await OpenAsync();
        foreach (var name in (string[])["-n", "--output=escaped-not", "-rf/x", "k/$(touch escaped)", "k/`touch escaped`", "k/a b", "k/*", "k/[a].c", "!k", "#k", "k/\\n", ":(top)k", "k/ünï", "HEAD", "refs/heads/master", ".gitattributes", ".mailmap"])
        {
            var diff = New(name.Any(static letter => letter is '\\' or '"') ? $"\"{name.Replace("\\", "\\\\", StringComparison.Ordinal)}\"" : name);
            await CheckAsync(repository, name, isConflict: false, diff);
        }
    }

    [Fact]
    [Trait("Speed", "slow")]
    public async Task Patch_WhenItNamesProgramsToRun_ThenNoneIsRun()
    {
        var repository = await OpenAsync();
        var attributes = $"diff --git a/.gitattributes b/.gitattributes\nnew file mode 100644\nindex 0000000..1234567\n--- /dev/null\n+++ b/.gitattributes\n@@ -0,0 +1 @@\n+* filter=evil merge=evil diff=evil\n";
        var modules = $"diff --git a/.gitmodules b/.gitmodules\nnew file mode 100644\nindex 0000000..1234567\n--- /dev/null\n+++ b/.gitmodules\n@@ -0,0 +1,4 @@\n+[submodule \"../../escaped\"]\n+\tpath = -escaped\n+\turl = ext::touch {_root}/escaped\n+\tupdate = !touch {_root}/escaped\n";

        await CheckAsync(repository, "attributes", isConflict: null, attributes, Change());
        await CheckAsync(repository, "modules", isConflict: null, modules, "diff --git a/sub b/sub\nnew file mode 160000\nindex 0000000..1111111\n--- /dev/null\n+++ b/sub\n@@ -0,0 +1 @@\n+Subproject commit 1111111111111111111111111111111111111111\n");
    }

    [Fact]
    [Trait("Speed", "slow")]
    public async Task Mail_WhenItsFieldsAreOdd_ThenTheCommitHasThemAsText()
    {
        var repository = await OpenAsync();
        var change = Change();
        // CRLF, a NUL, a lone CR; a From that looks like an option; a title that is one; a second From and Subject in the body.
        await CheckMailAsync(repository, $"From: --exec=x <-x@example.org>\r\nSubject: [PATCH] --abort\r\n\r\nText.\r\n---\r\n{change.Replace("\n", "\r\n", StringComparison.Ordinal)}", isApplied: true);
        await CheckMailAsync(repository, $"From: A <a@example.org>\nSubject: [PATCH] ../../escaped $(touch escaped)\n\nText.\n---\n{change}", isApplied: true);
        await CheckMailAsync(repository, $"From: A <a@example.org>\nSubject: [PATCH] one\0two\n\nA \0 there.\n---\n{change}", isApplied: null);
        await CheckMailAsync(repository, $"From: A <a@example.org>\nSubject: [PATCH] one\n\nText.\n\nFrom 1234567890123456789012345678901234567890 Mon Sep 17 00:00:00 2001\nFrom: B <b@example.org>\nSubject: [PATCH] two\n---\n{change}", isApplied: true);
        await CheckMailAsync(repository, $"From: A <a@example.org>\nSubject: [PATCH] one\n\nText.\n---\n{change.Replace("k/a.c", "k/a.c\0/../../escaped", StringComparison.Ordinal)}", isApplied: null);
    }

    private static string New(string name)
    {
        var (a, b) = name.StartsWith('"') ? ($"\"a/{name[1..]}", $"\"b/{name[1..]}") : ($"a/{name}", $"b/{name}");
        return $"diff --git {a} {b}\nnew file mode 100644\nindex 0000000000000000000000000000000000000000..587be6b4c3f93f93c489c0111bba5596147a26cb\n--- /dev/null\n+++ {b}{(name.Contains(' ', StringComparison.Ordinal) ? "\t" : "")}\n@@ -0,0 +1 @@\n+x\n";
    }

    private static string Change() => "diff --git a/k/a.c b/k/a.c\nindex 01e79c32a8c99c557f0757da7cb6d65b3414466d..1234567 100644\n--- a/k/a.c\n+++ b/k/a.c\n@@ -1,3 +1,3 @@\n 1\n-2\n+two\n 3\n";

    private async Task<TreeRepository> OpenAsync()
    {
        _upstream.Commit("start", ("k/a.c", "1\n2\n3\n"), ("k/b.c", "b\n"));
        var script = $"commit refs/heads/master\ncommitter A <a@example.org> 1700009999 +0000\ndata 4\nlink\nfrom refs/heads/master^0\nM 120000 inline link\ndata {Encoding.UTF8.GetByteCount(_root)}\n{_root}\n\n";
        (await GitProgram.RunAsync(_upstream.Repository, ["fast-import", "--quiet", "--force"], CancellationToken.None, Encoding.UTF8.GetBytes(script))).OrThrow("the test's git");
        File.WriteAllText(Path.Combine(_root, "sentinel"), "x\n");
        var repository = await TreeRepository.OpenAsync(Path.Combine(_root, "trees"), "linux", CancellationToken.None);
        var tip = (await repository.FetchAsync(new("bpf", _upstream.Repository, "master"), CancellationToken.None)).After;
        // The first worktree writes into the configuration that there are such.
        await repository.AddWorktreeAsync("first", tip, [], CancellationToken.None);
        await repository.RemoveWorktreeAsync("first", CancellationToken.None);
        return repository;
    }

    private Task CheckAsync(TreeRepository repository, string what, bool? isConflict, params string[] diffs) => CheckAsync(
        repository, what, isConflict is { } conflict ? !conflict : null, [.. diffs.Select(static diff => Encoding.UTF8.GetBytes($"From: A <a@example.org>\nSubject: [PATCH] one\n\nText.\n---\n{diff}"))]);

    private Task CheckMailAsync(TreeRepository repository, string mail, bool? isApplied) => CheckAsync(repository, mail, isApplied, [Encoding.UTF8.GetBytes(mail)]);

    private async Task CheckAsync(TreeRepository repository, string what, bool? isApplied, ImmutableArray<byte[]> mails)
    {
        var before = Snapshot();
        var patches = ImmutableArray.CreateBuilder<MailPatch>();
        foreach (var mail in mails)
        {
            if (await MailPatch.ReadAsync(mail, CancellationToken.None) is { } patch) patches.Add(patch);
        }

        var tip = (await repository.FindTipAsync("bpf", CancellationToken.None))!.Value;
        if (patches.Count == mails.Length)
        {
            var trial = await new TreeTrial(repository).RunAsync(tip, patches.ToImmutable(), CancellationToken.None);
            using (await repository.LockAsync(CancellationToken.None))
            {
                var applier = new TreeApplier(repository);
                var outcome = await applier.ApplyAsync(
                    new("case", tip, [.. patches.Select(static patch => patch.ToMail(patch.Message, "--x@example.org"))]) { Paths = [.. patches.SelectMany(static patch => patch.Paths).Distinct()], Committer = Max }, CancellationToken.None);
                Snapshot().ShouldBe(before, what);
                await applier.AbortAsync("case", CancellationToken.None);
                (outcome is AmOutcome.Applied).ShouldBe(trial.Result.Fits, $"{what}: the try and what applies differ: {trial} {outcome}");
                if (isApplied is { } wanted) (outcome is AmOutcome.Applied).ShouldBe(wanted, $"{what}: {outcome}");
            }
        }
        else isApplied.ShouldNotBe(true, what);

        Snapshot().ShouldBe(before, what);
        Directory.GetFileSystemEntries(repository.WorkFolder).ShouldBeEmpty(what);
        (await repository.FindTipAsync("bpf", CancellationToken.None)).ShouldBe(tip);
    }

    // All files but git's objects and the worktree itself, with what is in them; and none that has got out anywhere.
    private IEnumerable<string> Snapshot()
    {
        var skipped = (string[])[Path.Combine(_root, "trees", "linux.git", "objects"), Path.Combine(_root, "trees", "linux.git", "worktrees"), Path.Combine(_root, "trees", "linux.work", "case")];
        var options = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint };
        return [.. Directory.GetFiles(_root, "*", options).Where(path => !skipped.Any(folder => path.StartsWith(folder + "/", StringComparison.Ordinal)) && !path.EndsWith(".lock", StringComparison.Ordinal) && !path.EndsWith(".progress", StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(static path => $"{path}: {File.ReadAllText(path)}")];
    }
}
