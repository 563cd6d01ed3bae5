using System.Text;
using Tributary.Policy;

namespace Tributary.Git.Tests;

public sealed class HistoryReaderTests
{
    [Fact]
    public async Task History_WhenNobodyLooksAfterAFile_ThenWhoSignedAndWroteItIsNamedWithShares()
    {
        using var tree = new TestTree();
        tree.Commit("beta/b.c", "1\n2\n3\n", "Bob B <bob@old.example.com>", "one\n\nSigned-off-by: Bob B <bob@old.example.com>");
        tree.Commit("beta/b.c", "1\n2\n3\n4\n", "Cat Coder <cat@example.com>", "two\n\nReviewed-by: Bob Builder <bob@example.com>\nSigned-off-by: Cat Coder <cat@example.com>");
        tree.Commit("beta/b.c", "1\n2\n3\n4\n5\n", "Gone Away <gone@example.com>", "three\n\nSigned-off-by: Gone Away <gone@example.com>");

        (await tree.AskAsync(new(), static search => search.Add("beta/b.c"))).ShouldBe(
        [
            "Bob Builder <bob@example.com> (commit_signer:2/3=67%,authored:1/3=33%,added_lines:3/5=60%)",
            "Cat Coder <cat@example.com> (commit_signer:1/3=33%,authored:1/3=33%,added_lines:1/5=20%)",
            "all@lists.example.com (open list)",
        ]);
    }

    [Fact]
    public async Task History_WhenSomebodyLooksAfterAFile_ThenItIsAskedOnlyOnDemand()
    {
        using var tree = new TestTree();
        tree.Commit("alpha/a.c", "1\n", "Cat Coder <cat@example.com>", "one\n\nSigned-off-by: Cat Coder <cat@example.com>");

        (await tree.AskAsync(new(), static search => search.Add("alpha/a.c"))).ShouldNotContain(static line => line.StartsWith("Cat Coder", StringComparison.Ordinal));
        (await tree.AskAsync(new() { WithHistory = true }, static search => search.Add("alpha/a.c"))).ShouldContain(static line => line.StartsWith("Cat Coder", StringComparison.Ordinal));
    }

    [Fact]
    public async Task History_WhenItIsAskedSinceATime_ThenWhatIsOlderDoesNotCount()
    {
        using var tree = new TestTree();
        tree.Commit("beta/b.c", "1\n", "Cat Coder <cat@example.com>", "one\n\nSigned-off-by: Cat Coder <cat@example.com>");

        (await tree.AskAsync(new(), static search => search.Add("beta/b.c"), since: "2099-01-01")).ShouldBe(["all@lists.example.com (open list)"]);
        (await tree.AskAsync(new(), static search => search.Add("beta/b.c"), since: "")).ShouldContain(static line => line.StartsWith("Cat Coder", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Fixes_WhenTheCommitIsInTheTree_ThenItsSignersAreNamed()
    {
        using var tree = new TestTree();
        var broken = tree.Commit("alpha/a.c", "1\n", "Cat Coder <cat@example.com>", "one\n\nSigned-off-by: Cat Coder <cat@example.com>\nAcked-by: Dan Doe <dan@example.com>");
        var patch = Encoding.UTF8.GetBytes($"Subject: [PATCH] x\n\nFixes: {broken[..12]} (\"one\")\nFixes: 0123456789ab (\"unknown\")\n---\ndiff --git a/alpha/a.c b/alpha/a.c\n--- a/alpha/a.c\n+++ b/alpha/a.c\n@@ -1,1 +1,1 @@\n-1\n+2\n");

        (await tree.AskAsync(new(), search => search.Add(PatchTouch.Read(patch)))).ShouldBe(
        [
            "Ann Author <ann@example.com> (maintainer:ALPHA)", "Cat Coder <cat@example.com> (blamed_fixes:1/1=100%)", "Dan Doe <dan@example.com> (blamed_fixes:1/1=100%)",
            "alpha@lists.example.com (open list:ALPHA)", "all@lists.example.com (open list)",
        ]);
    }

    [Fact]
    [Trait("Clause", "REQ-6")]
    public async Task Jit_WhenItsFolderIsAsked_ThenThePeopleOfItsLogAreNamed()
    {
        using var tree = new TestTree();
        tree.Commit("arch/riscv/net/bpf_jit.c", "1\n", "Cat Coder <cat@example.com>", "one\n\nSigned-off-by: Cat Coder <cat@example.com>");
        tree.Commit("arch/x86/net/bpf_jit.c", "1\n", "Dan Doe <dan@example.com>", "two\n\nSigned-off-by: Dan Doe <dan@example.com>");

        var people = await tree.AskAsync(new() { WithHistory = true }, static search => search.Add("arch/riscv/net/"));
        people.ShouldContain("Cat Coder <cat@example.com> (commit_signer:1/1=100%,authored:1/1=100%)");
        people.ShouldNotContain(static line => line.StartsWith("Dan Doe", StringComparison.Ordinal));
    }

    [Fact]
    public void Tree_WhenItIsSearchedFromAFolderInIt_ThenItsTopIsFound()
    {
        using var tree = new TestTree();
        tree.Commit("alpha/sub/a.c", "1\n", "Cat Coder <cat@example.com>", "one");

        KernelTree.Find(Path.Combine(tree.Root, "alpha", "sub"))!.Folder.ShouldBe(tree.Root);
        tree.Open().Has("alpha/sub/a.c").ShouldBeTrue();
        tree.Open().Has("../etc/passwd").ShouldBeFalse();
    }
}
