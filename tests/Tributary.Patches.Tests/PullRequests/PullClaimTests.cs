using FsCheck;
using FsCheck.Fluent;

namespace Tributary.Patches.Tests;

/// <summary>What pull requests state, in the forms in which BPF's maintainers write them.</summary>
[Trait("Clause", "TREE-4")]
public sealed class PullClaimTests
{
    private static readonly string Base = new('1', 40), Head = new('2', 40);

    private static readonly string Request = $"""
        The following changes since commit {Base}:

          net: a start (2024-11-01 12:00:00 +0000)

        are available in the Git repository at:

          https://git.example.org/bpf/bpf-next.git tags/for-netdev

        for you to fetch changes up to {Head}:

          bpf: an end (2024-11-14 12:00:00 +0100)

        ----------------------------------------------------------------
        Ann Author (2):
              bpf: one
              bpf: an end (1):

        Bob Builder (1):
              bpf: two

         kernel/bpf/a.c | 12 ++++++------
         2 files changed, 8 insertions(+), 4 deletions(-)
        """.ReplaceLineEndings("\n");

    [Fact]
    public void Claim_WhenItIsForNetworking_ThenTheSentenceAndTheListsAreRead()
    {
        var claim = PullClaim.Read($"""
            Hi David,

            The following pull-request contains BPF updates for your *net-next* tree.

            We've added 2 non-merge commits during the last 14 day(s) which contain
            a total of 2 files changed, 8 insertions(+), 4 deletions(-).

            The main changes are:

            1) All, from Ann Author.

            """ + Request);

        (claim.Base, claim.Head, claim.Into).ShouldBe((Base, Head, "net-next"));
        (claim.Url, claim.Reference).ShouldBe(("https://git.example.org/bpf/bpf-next.git", "tags/for-netdev"));
        claim.Said.ShouldBe(new PullCounts(2, 2, 8, 4) { Days = 14 });
        claim.Listed.ShouldBe(new PullCounts(3, 2, 8, 4));
    }

    [Fact]
    public void Claim_WhenItIsForMainline_ThenTheListsAreRead()
    {
        var claim = PullClaim.Read("Hi Linus,\n\n" + Request.Replace(", 4 deletions(-)", "", StringComparison.Ordinal));

        (claim.Head, claim.Into, claim.Said).ShouldBe((Head, null, PullCounts.None));
        claim.Listed.ShouldBe(new PullCounts(3, 2, 8, 0));
    }

    [Fact]
    public void Claim_WhenItIsWrappedOrQuoted_ThenOnlyItsOwnWordsCount()
    {
        PullClaim.Read($"for you to fetch changes up to\n{Head}:\n").Head.ShouldBe(Head);
        PullClaim.Read(string.Join('\n', Request.Split('\n').Select(static line => "> " + line))).ShouldSatisfyAllConditions(claim => claim.Head.ShouldBeNull(), claim => claim.Listed.ShouldBe(PullCounts.None));
        PullClaim.Read("> The following is for your *net-next* tree.\n\nPulled, thanks.\n").Into.ShouldBeNull();
        PullClaim.Read("We've added 99999999999 non-merge commits during the last day").Said.ShouldBe(PullCounts.None);
        PullClaim.Read("").ShouldBe(new PullClaim());
    }

    [Fact]
    public void Claim_WhenTheTextIsAnything_ThenItIsRead() => Prop.ForAll(ArbMap.Default.ArbFor<string>(), text =>
    {
        PullClaim.Read(text ?? "");
        PullClaim.Read($"We've added {text} non-merge commits\nfor you to fetch changes up to {text}\n{text} ({text}):\n {text} files changed");
    }).QuickCheckThrowOnFailure();
}
