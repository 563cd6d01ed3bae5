using System.Globalization;

namespace Tributary.EndToEnd;

/// <summary><c>trib apply</c>, called in a checkout of the user's own with work in it: the tree gets the series, and the checkout stays as it is to the byte.</summary>
public sealed class ApplyFromWorktreeTests
{
    [Fact]
    [Trait("Speed", "slow")]
    public void Apply_WhenItIsCalledInACheckoutOfTheUser_ThenThatStaysAsItIs()
    {
        using var bench = new Workbench();
        if (!Workbench.Has("git")) return;
        var mine = Make(bench);
        var hostile = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["GIT_DIR"] = Path.Combine(mine, ".git"), ["GIT_WORK_TREE"] = mine, ["GIT_INDEX_FILE"] = Path.Combine(mine, ".git", "index"), ["GIT_AUTHOR_NAME"] = "Somebody", ["GIT_COMMITTER_EMAIL"] = "somebody@example.org",
            ["GIT_CONFIG_COUNT"] = "1", ["GIT_CONFIG_KEY_0"] = "commit.gpgSign", ["GIT_CONFIG_VALUE_0"] = "true", ["GIT_OBJECT_DIRECTORY"] = Path.Combine(mine, ".git", "objects"), ["HOME"] = bench.Folder,
        };
        using var trib = new Trib { StartedIn = Path.Combine(mine, "kernel", "bpf"), Surroundings = hostile };
        trib.Import(bench.Write("mail.mbox", Mail(bench)));
        var up = Path.Combine(bench.Folder, "up.git");
        trib.Run("tree", "add", "bpf-next", up, "--push-url", up).ShouldSucceed();
        trib.Run("tree", "fetch").ShouldSucceed();
        var before = Snapshot(mine);

        trib.Run("apply", "1", "--dry-run", "--signer", "Mara Maintainer <mara@example.org>").ShouldSucceed();
        Snapshot(mine).ShouldBe(before);
        trib.Run("apply", "1", "--push", "--signer", "Mara Maintainer <mara@example.org>").ShouldSucceed();

        Snapshot(mine).ShouldBe(before);
        bench.Run("up.git", "git", "log", "-1", "--format=%an <%ae> %cn <%ce> %s %G?", "master").Trim().ShouldBe("Ann Author <ann@example.org> Mara Maintainer <mara@example.org> bpf: Write five N");
        File.Exists(Path.Combine(bench.Folder, "hook-ran")).ShouldBeFalse();
    }

    // A clone with staged, unstaged and unknown files, an am that stands in the midst of a conflict, hooks and settings.
    private static string Make(Workbench bench)
    {
        bench.Run("", "git", "init", "--quiet", "--bare", "--initial-branch=master", "up.git");
        bench.Run("", "git", "clone", "--quiet", "up.git", "mine");
        bench.Write(".gitconfig", $"[user]\n name = Mine\n email = mine@example.org\n[core]\n hooksPath = {bench.Folder}/hooks\n[am]\n keepcr = true\n[apply]\n whitespace = error\n");
        foreach (var file in (string[])["a", "b"]) bench.Write($"mine/kernel/bpf/{file}.c", string.Concat(Enumerable.Range(1, 20).Select(line => string.Create(CultureInfo.InvariantCulture, $"{file} {line}\n"))));
        bench.Run("mine", "git", "add", ".");
        bench.Run("mine", "git", "commit", "--quiet", "-m", "start");
        bench.Run("mine", "git", "push", "--quiet", "origin", "HEAD:master");
        foreach (var hook in (string[])["applypatch-msg", "pre-applypatch", "post-applypatch", "pre-commit", "commit-msg", "post-commit", "pre-push", "post-checkout", "reference-transaction", "post-index-change"])
        {
            var path = bench.Write($"hooks/{hook}", $"#!/bin/sh\ntouch {bench.Folder}/hook-ran\n");
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return Path.Combine(bench.Folder, "mine");
    }

    private static string Mail(Workbench bench)
    {
        bench.Edit("mine/kernel/bpf/a.c", "a 5\n", "five\n");
        var diff = bench.Run("mine", "git", "diff", "--full-index");
        bench.Edit("mine/kernel/bpf/a.c", "five\n", "fifth\n");
        // What lies about: an am that does not fit, a staged and an unstaged change, an unknown file.
        bench.Run("mine", "git", "-c", "core.hooksPath=/dev/null", "commit", "--quiet", "-am", "mine");
        bench.Write("odd.mbox", $"From x Mon Sep 17 00:00:00 2001\nFrom: A <a@example.org>\nSubject: [PATCH] odd\n\nx\n---\n{diff}");
        bench.Try("mine", "git", "-c", "core.hooksPath=/dev/null", "am", "--3way", "../odd.mbox");
        bench.Edit("mine/kernel/bpf/b.c", "b 3\n", "staged\n");
        bench.Run("mine", "git", "-c", "core.hooksPath=/dev/null", "add", "kernel/bpf/b.c");
        bench.Edit("mine/kernel/bpf/b.c", "b 9\n", "not staged\n");
        bench.Write("mine/kernel/bpf/unknown.c", "x\n");
        File.Delete(Path.Combine(bench.Folder, "hook-ran"));
        return $"From x Mon Sep 17 00:00:00 2001\nFrom: Ann Author <ann@example.org>\nTo: bpf@vger.kernel.org\nSubject: [PATCH bpf-next] bpf: Write five\nDate: {TimeProvider.System.GetUtcNow().AddHours(-1).ToString("ddd, dd MMM yyyy HH:mm:ss", CultureInfo.InvariantCulture)} +0000\nMessage-ID: <five@example.org>\n\nWhy.\n\nSigned-off-by: Ann Author <ann@example.org>\n---\n{diff}-- \n2.39.5\n";
    }

    private static IEnumerable<string> Snapshot(string folder) =>
        [.. Directory.GetFiles(folder, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None }).Order(StringComparer.Ordinal).Select(static path => $"{path} {Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(path)))}")];
}
