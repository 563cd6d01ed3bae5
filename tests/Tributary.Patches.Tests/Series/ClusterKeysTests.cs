using Tributary.Mail;

namespace Tributary.Patches.Tests;

public sealed class ClusterKeysTests
{
    [Fact]
    public void Keys_WhenTheProgramChanges_ThenStayAsTheyAreStored()
    {
        // Stored keys join new mail to old: a change here calls for a migration that computes them all again.
        ClusterKeys.Of(Sent.Patch("p@example.org", "v2", "bpf: Fix the verifier", 0, "c@example.org") with { ChangeId = "20240304-thing-abc", Sketch = [7, 8, 9] })
            .ShouldBe([
                8133151028322002683L, 2565388023575268027L, 2346126691498279798L, 4406999987578874424L, -2398925163084433464L, 3247827810994154414L, -1866932926054771450L, 8485652763807960254L]);
    }

    [Fact]
    public void ThreadKeys_WhenAMessageAnswersAnother_ThenAreSharedAndOdd()
    {
        var shared = ClusterKeys.Of(Sent.Reply("r", 1, "lost", "p")).Intersect(ClusterKeys.Of(Sent.Patch("p", "", "a patch")));

        (shared.ShouldHaveSingleItem() & 1).ShouldBe(1);
    }

    [Fact]
    public void SoftKeys_WhenTwoVersionsBearOneTitle_ThenAreSharedAndEven()
    {
        var shared = ClusterKeys.Of(Sent.Patch("a", "", "bpf: Fix the verifier") with { Files = [] })
            .Intersect(ClusterKeys.Of(Sent.Patch("b", "bpf v2", "bpf: fix the  verifier!", 900).From(Sent.Ben)));

        (shared.ShouldHaveSingleItem() & 1).ShouldBe(0);
    }

    [Fact]
    public void ShortTitles_WhenTwoPeopleUseThem_ThenJoinNobody() =>
        ClusterKeys.Of(Sent.Patch("a", "", "bpf fixes")).Intersect(ClusterKeys.Of(Sent.Patch("b", "", "bpf fixes", 900).From(Sent.Ben))).ShouldBeEmpty();

    [Fact]
    public void Links_WhenTheirWordsNameNoVersion_ThenJoinNobody()
    {
        var old = ClusterKeys.Of(Sent.Patch("old", "", "one"));

        ClusterKeys.Of(Sent.Patch("new", "", "other", 900).From(Sent.Ben).Linking("old", "see https://lore.kernel.org/r/old")).Intersect(old).ShouldBeEmpty();
        ClusterKeys.Of(Sent.Patch("new", "", "other", 900).From(Sent.Ben).Linking("old", "v1: https://lore.kernel.org/r/old")).Intersect(old).ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(11, true)]
    [InlineData(40, false)]
    public void Sending_WhenNothingRefersToAnything_ThenTheDayJoinsIt(int hours, bool together)
    {
        var cover = Sent.Cover("c", "net v2 0/2", "one name", 5) with { From = new Mailbox("Ann Author", "ann@home.example") };
        var patch = Sent.Patch("p", "net v2 2/2", "another name", 5 + hours) with { Files = [] };

        ClusterKeys.Of(cover).Intersect(ClusterKeys.Of(patch)).Any().ShouldBe(together);
    }

    [Fact]
    public void Keys_WhenAThreadIsDeep_ThenAreFew() =>
        ClusterKeys.Of(Sent.Reply("r", 1, [.. Enumerable.Range(0, 20).Select(index => $"a{index}")])).Length.ShouldBe(5);
}
