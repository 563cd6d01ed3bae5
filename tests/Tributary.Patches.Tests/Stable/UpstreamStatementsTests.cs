using Shouldly;

namespace Tributary.Patches.Tests;

[Trait("Clause", "STB-1")]
public sealed class UpstreamStatementsTests
{
    private const string X = "1f3c98eaddec857e16a7a1c6cd83317b3dc89438";
    private const string Y = "0123456789abcdef0123456789abcdef01234567";

    [Theory]
    [InlineData($"commit {X} upstream.")]
    [InlineData($"commit {X} upstream")]
    [InlineData($"Commit {X} upstream.")]
    [InlineData($"  commit {X} upstream.")]
    [InlineData($"commit {X} Upstream.\nBackported by hand.")]
    [InlineData($"commit {X} (\"bpf: a title\") upstream.")]
    [InlineData($"commit {X} (\"bpf: a title that goes\nover two lines\") upstream.")]
    [InlineData($"commit {X} in upstream.")]
    [InlineData($"commit {X} in mainline")]
    [InlineData($"commit {X} in Linus' tree.")]
    [InlineData($"commit {X} upstream, with small changes.")]
    [InlineData($"[ Upstream commit {X} ]")]
    [InlineData($"[Upstream commit {X}]")]
    [InlineData($"[ upstream commit {X} ]")]
    [InlineData($"[ Upstream commit {X} upstream ]")]
    [InlineData($"[ Upstream commit {X} (\"bpf: a title\") ]")]
    [InlineData($"[ Upstream commit {X}\n ]")]
    [InlineData($"[ commit {X} upstream ]")]
    [InlineData($"Upstream commit {X}")]
    [InlineData($"upstream commit {X}.")]
    [InlineData($"Upstream commit: {X}")]
    [InlineData($"Upstream-commit: {X}")]
    [InlineData($"mainline commit {X}")]
    [InlineData($"Mainline: {X}")]
    [InlineData($"{X} upstream.")]
    [InlineData($"This is a backport of commit {X} upstream.")]
    [InlineData($"This is upstream commit {X}.")]
    [InlineData($"This is commit {X} upstream.")]
    [InlineData($"Backport of upstream commit {X}")]
    [InlineData($"[ backport of commit {X} ]")]
    [InlineData($"(backported from commit {X})")]
    [InlineData($"Text.\n\nSigned-off-by: A <a@example.org>\n(cherry picked from commit {X})\nSigned-off-by: B <b@example.org>")]
    [InlineData($"Text.\n\n(cherry-picked from commit {X})")]
    [InlineData($"Text.\n\n(cherry picked from upstream commit {X})")]
    [InlineData($"Text.\n(cherry picked from commit {X} net-next)")]
    [InlineData($"Text.\n\n[cherry picked from commit\n{X}]")]
    public void Message_WhenItStatesItsCommit_ThenThatIsFound(string message)
    {
        UpstreamStatements.Read($"bpf: a title\n\n{message}\n").Select(one => one.Hex).ShouldBe([X]);
        UpstreamStatements.Read($"{message}\n\nMore text.\n").Select(one => one.Hex).ShouldBe([X]);
    }

    [Theory]
    [InlineData($"commits {X} and {Y} upstream.")]
    [InlineData($"[ Upstream commits {X}, {Y} ]")]
    [InlineData($"commit {X} upstream.\ncommit {Y} upstream.")]
    [InlineData($"(cherry picked from commit {X})\n(cherry picked from commit {Y})")]
    public void Message_WhenItStatesTwo_ThenBothAreFound(string message) => UpstreamStatements.Read(message).Select(one => one.Hex).ShouldBe([X, Y]);

    [Theory]
    [InlineData($"The map was introduced in upstream commit {X}")]
    [InlineData($"In upstream commit {X}, a check was added.")]
    [InlineData($"Upstream commit {X} introduced a bug.")]
    [InlineData($"Upstream commit {X} (\"bpf: a title\") broke the build.")]
    [InlineData($"commit {X} upstream introduced a bug.")]
    [InlineData($"This fixes what was broken by\ncommit {X} upstream.")]
    [InlineData($"It needs the\nupstream commit {X}.")]
    [InlineData($"This reverts commit {Y}.")]
    [InlineData($"This reverts commit {Y} which is\ncommit {X} upstream.")]
    [InlineData($"This reverts commit {Y} which is commit {X} upstream.")]
    [InlineData($"> [ Upstream commit {X} ]")]
    [InlineData($">> commit {X} upstream.")]
    [InlineData($"Fixes: {X} (\"upstream: a title\")")]
    [InlineData($"rebased onto mainline ({X})")]
    [InlineData("upstream commit defaced")]
    [InlineData("commit messages upstream")]
    [InlineData($"change-id: 20240101-upstream-bpf-next-{X}")]
    [InlineData($"Commit {X} (\"bpf: a title\") is in mainline since v6.1.")]
    public void Message_WhenItMerelySpeaksOfACommit_ThenNothingIsInvented(string message) =>
        UpstreamStatements.Read($"bpf: a title\n\n{message}\n").ShouldBeEmpty();

    [Fact]
    public void Reverts_WhenBothNamesAreGiven_ThenBothAreRead()
    {
        Reverts.Read("Revert \"bpf: a title\"", $"Revert \"bpf: a title\"\n\nThis reverts commit {Y} which is\ncommit {X} upstream.\n\nIt broke {new string('a', 40)}.")
            .ShouldSatisfyAllConditions(one => one.Commits.ShouldBe([Y, X]), one => one.Title.ShouldBe("bpf: a title"), one => one.IsAgain.ShouldBeFalse());
        Reverts.Read("bpf: undo", $"bpf: undo\n\nThis reverts commits {X} and {Y}.").Commits.ShouldBe([X, Y]);
        Reverts.Read("Reapply \"bpf: a title\"", $"This reverts commit {X}.").IsAgain.ShouldBeTrue();
        Reverts.Read("Revert \"Revert \"bpf: a title\"\"", "").Title.ShouldBe("Revert \"bpf: a title\"");
        Reverts.Read("bpf: mend", $"This partially reverts commit {X}.").ShouldBe(Reverts.None);
        Reverts.Read("bpf: mend", $"The change that reverts commit {X} was wrong.").ShouldBe(Reverts.None);
    }

    [Fact]
    public void CommitText_WhenRead_ThenTitleAndFixesAreThere()
    {
        var text = CommitText.Read($"bpf: a title\nin two lines\n\nText.\n\nFixes: {X} (\"x\")\nfixes: commit {Y[..12]} (\"y\")\nFixes: nothing\n");
        text.Title.ShouldBe("bpf: a title in two lines");
        text.Fixes.ShouldBe([X, Y[..12]]);
        CommitText.TitleKey("[PATCH 5.10] bpf:  A title").ShouldBe(CommitText.TitleKey("bpf: a title"));
        CommitText.TitleKey("bpf: a title").ShouldNotBe(CommitText.TitleKey("bpf: another title"));
    }
}
