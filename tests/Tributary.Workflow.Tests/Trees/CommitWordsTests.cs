namespace Tributary.Workflow.Tests;

public sealed class CommitWordsTests
{
    [Fact]
    public void Words_WhenAMessageNamesMailsAndCommits_ThenEachIsRead()
    {
        var words = CommitWords.Read("""
            bpf: Mend it

            This reverts commit 0123456789abcdef0123456789abcdef01234567.

            Fixes: 89abcdef0123 ("bpf: Break it")
            Link: https://lore.kernel.org/r/20240506%2B1@example.org/#t
            Link: https://example.org/no/id
            Message-ID: <two@example.org>
            """.ReplaceLineEndings("\n"));

        words.Reverts.ShouldBe(["0123456789abcdef0123456789abcdef01234567"]);
        words.Fixes.ShouldBe(["89abcdef0123"]);
        words.Links.ShouldBe(["20240506+1@example.org"]);
        words.MessageIds.ShouldBe(["two@example.org"]);
    }

    [Fact]
    public void Names_WhenTheyCouldHarm_ThenTheyAreNone()
    {
        foreach (var name in (string[])["", "/", "a//b", "../x", "a/..", "-x", "a b", "a\n", ".git", "x.lock", "a+b", "é", "a:b", "x."]) TreeName.IsTree(name).ShouldBeFalse(name);
        foreach (var name in (string[])["bpf-next", "bpf-next/net", "stable/linux-6.6.y"]) TreeName.IsTree(name).ShouldBeTrue(name);
        CommitId.TryParse("0123", out _).ShouldBeFalse();
        CommitId.TryParse(new string('A', 40), out _).ShouldBeFalse();
        CommitId.Parse(new string('a', 40)).Short.ShouldBe("aaaaaaaaaaaa");
    }
}
