namespace Tributary.Patches.Tests;

public sealed class PullTextTests
{
    [Trait("Clause", "TREE-4")]
    [Theory]
    [InlineData("  git://git.example.org/x.git for-linus\n", "git://git.example.org/x.git for-linus")]
    [InlineData("  git://git.example.org/x.git\n", "git://git.example.org/x.git")]
    [InlineData("\n  https://git.example.org/x.git/\ntags/for-next\n\nfor you", "https://git.example.org/x.git/ tags/for-next")]
    [InlineData("  https://git.example.org/x \\\n    tags/for-next\n", "https://git.example.org/x tags/for-next")]
    [InlineData("  git@git.example.org:x/y.git tags/for-next (0123456)\n", "git@git.example.org:x/y.git tags/for-next")]
    [InlineData("  git+ssh://git@git.example.org/x next\n", "git+ssh://git@git.example.org/x next")]
    [InlineData("  git.example.org:/pub/x.git\nfor-linus\n", "git.example.org:/pub/x.git for-linus")]
    [InlineData("  git.example.org:~ann/x.git for-linus\n", "git.example.org:~ann/x.git for-linus")]
    [InlineData("  git://git.example.org/x.git\nfor you to fetch changes up to 0123456\n", "git://git.example.org/x.git")]
    [InlineData("  see: /pub/x.git\n", null)]
    [InlineData("\n\n\n\n\n  git://git.example.org/x.git next\n", null)]
    [InlineData("  the usual place\n", null)]
    [InlineData("", null)]
    public void Text_WhenItIsOfRequestPull_ThenRepositoryAndRefAreFound(string below, string? url) =>
        PullText.Find("The following changes\n\nare available in the Git repository at:\n" + below).ShouldBe(url);

    [Theory]
    [InlineData("are available in the git\nrepository at:\n\n  git://git.example.org/x.git\nnext\n")]
    [InlineData("are\navailable in the Git repository at:  \n\n  git://git.example.org/x.git next  \n")]
    [InlineData("They are available in the git repository at: git://git.example.org/x.git next\n")]
    public void Text_WhenAMailProgramWrappedIt_ThenTheUrlIsFoundAllTheSame(string text) => PullText.Find(text).ShouldBe("git://git.example.org/x.git next");

    [Theory]
    [InlineData("> are available in the Git repository at:\n>\n>   git://git.example.org/x.git next\n")]
    [InlineData("They are available in the git repository at: the usual place\n  git://git.example.org/x.git next\n")]
    [InlineData("are available")]
    public void Text_WhenItQuotesOrOnlySpeaksOfOne_ThenNoneIsFound(string text) => PullText.Find(text).ShouldBeNull();
}
