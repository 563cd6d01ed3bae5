using Tributary.Mail;

namespace Tributary.Patches.Tests;

public sealed class VersionLinksTests
{
    private const double Day = 24;

    [Trait("Clause", "PFX-4")]
    [Fact]
    public void Versions_WhenTheTitleStays_ThenAreAChainAndTheNewestSupersedes()
    {
        var cluster = Cluster.Build([
            Sent.Patch("v3", "bpf v3", "bpf: Fix the thing", 9 * Day), Sent.Patch("v1", "bpf", "bpf: Fix the thing"),
            Sent.Patch("v2", "bpf-next v2", "bpf: fix the thing", 2 * Day)]);

        cluster.EarlierOf("v3").ShouldBe(["v2", "v1"]);
        cluster.SeriesOf("v3").SupersededBy.ShouldBeNull();
        cluster.SeriesOf("v2").SupersededBy.ShouldBe(new MessageId("v3"));
        cluster.SeriesOf("v1").SupersededBy.ShouldBe(new MessageId("v3"));
        cluster.SeriesOf("v3").Earlier.Select(earlier => earlier.Evidence).ShouldAllBe(evidence => evidence == "title");
        cluster.SeriesOf("v3").Earlier[1].Reason.ShouldBe("Through v2: v1 from the same person bears the same title.");
    }

    [Fact]
    public void Versions_WhenTheyShareAChangeId_ThenAreLinkedThoughAllElseDiffers()
    {
        var cluster = Cluster.Build([
            Sent.Patch("v1", "", "one title") with { ChangeId = "20240304-thing-abc" },
            Sent.Patch("v2", "v2", "quite another name", 3 * Day).From(Sent.Ben) with { ChangeId = "20240304-thing-abc" }]);

        cluster.SeriesOf("v2").Earlier.ShouldHaveSingleItem().Evidence.ShouldBe("change-id");
    }

    [Fact]
    public void Versions_WhenTheCoverLinksToTheOldOne_ThenAreLinked()
    {
        var cluster = Cluster.Build([
            Sent.Patch("v1", "", "one title"),
            Sent.Patch("v2", "v2", "quite another name", 3 * Day).Linking("v1", "Link to v1: https://lore.kernel.org/r/v1")]);

        var earlier = cluster.SeriesOf("v2").Earlier.ShouldHaveSingleItem();
        earlier.Evidence.ShouldBe("link");
        earlier.Reason.ShouldBe("v2 links to v1: \"Link to v1: https://lore.kernel.org/r/v1\".");
    }

    [Theory]
    [InlineData("This depends on v2 of https://lore.kernel.org/r/v1")]
    [InlineData("Based on the previous series https://lore.kernel.org/r/v1")]
    [InlineData("It was found while looking at https://lore.kernel.org/r/v1")]
    public void Link_WhenItsWordsSpeakOfOtherWork_ThenLinksNoVersions(string words)
    {
        var cluster = Cluster.Build([Sent.Patch("v1", "", "one title"), Sent.Patch("v2", "v2", "quite another name", 3 * Day).Linking("v1", words)]);

        cluster.EarlierOf("v2").ShouldBeEmpty();
    }

    [Fact]
    public void Versions_WhenTheNewOneRepliesToTheOldByTheSamePerson_ThenAreLinked()
    {
        var cluster = Cluster.Build([
            Sent.Patch("v1", "", "one title"), Sent.Patch("v2", "v2", "quite another name", 3 * Day, "v1"),
            Sent.Patch("x", "v2", "a fix by the reviewer", 3 * Day, "v1").From(Sent.Ben)]);

        cluster.SeriesOf("v2").Earlier.ShouldHaveSingleItem().Evidence.ShouldBe("thread");
        cluster.EarlierOf("x").ShouldBeEmpty();
    }

    [Fact]
    public void Versions_WhenTheCoverIsRenamedButThePatchesStay_ThenAreLinked()
    {
        var cluster = Cluster.Build([
            Sent.Cover("v1", "0/2", "one title"), Sent.Patch("a1", "1/2", "add the helper", 0, "v1"), Sent.Patch("a2", "2/2", "test the helper", 0, "v1"),
            Sent.Cover("v2", "v2 0/2", "quite another name", 5 * Day), Sent.Patch("b1", "v2 1/2", "add the helper", 5 * Day, "v2"),
            Sent.Patch("b2", "v2 2/2", "test the helper well", 5 * Day, "v2")]);

        var earlier = cluster.SeriesOf("v2").Earlier.ShouldHaveSingleItem();
        earlier.Evidence.ShouldBe("patches");
        earlier.Reason.ShouldBe("v1 from the same person has patches of the same title, the same files.");
    }

    [Fact]
    public void Versions_WhenTheTitleSaysWhatItWas_ThenAreLinked()
    {
        var cluster = Cluster.Build([
            Sent.Patch("v1", "RFC", "allow the thing to sleep"), Sent.Patch("v2", "v2", "sleepable things (was: allow the thing to sleep)", 9 * Day)]);

        cluster.EarlierOf("v2").ShouldBe(["v1"]);
    }

    [Fact]
    public void Titles_WhenTheirNumbersDiffer_ThenAreOtherWork()
    {
        var cluster = Cluster.Build([
            Sent.Patch("part7", "v1", "selftests: use network helpers, part 7"), Sent.Patch("part8", "v2", "selftests: use network helpers, part 8", 9 * Day)]);

        cluster.EarlierOf("part8").ShouldBeEmpty();
    }

    [Fact]
    public void FirstVersion_WhenAnOlderOneBearsALikeTitle_ThenIsNewWork()
    {
        var cluster = Cluster.Build([
            Sent.Patch("old", "v3", "bpf: Fix the verifier"), Sent.Patch("new", "", "bpf: Fix the verifier again", 9 * Day)]);

        cluster.EarlierOf("new").ShouldBeEmpty();
        cluster.SeriesOf("old").SupersededBy.ShouldBeNull();
    }

    [Fact]
    public void FirstVersion_WhenAnRfcOfTheSameTitleWentBefore_ThenFollowsIt()
    {
        var cluster = Cluster.Build([Sent.Patch("rfc", "RFC v2", "bpf: A new map type"), Sent.Patch("v1", "bpf-next", "bpf: A new map type", 9 * Day)]);

        cluster.EarlierOf("v1").ShouldBe(["rfc"]);
    }

    [Fact]
    public void Series_WhenItIsSentAgain_ThenTheNewSendingSupersedes()
    {
        var cluster = Cluster.Build([Sent.Patch("v1", "net", "net: Fix the thing"), Sent.Patch("again", "RESEND net", "net: Fix the thing", 9 * Day)]);

        cluster.SeriesOf("v1").SupersededBy.ShouldBe(new MessageId("again"));
    }

    [Fact]
    public void Backports_WhenTheyGoToSeveralBranches_ThenSupersedeNothing()
    {
        var cluster = Cluster.Build([
            Sent.Patch("515", "AUTOSEL 5.15 1/2", "net: Fix the thing"), Sent.Patch("510", "AUTOSEL 5.10 1/2", "net: Fix the thing", 0.1),
            Sent.Patch("61", "6.1 v2", "net: Fix the thing", 0.2)]);

        cluster.Series.ShouldAllBe(series => series.SupersededBy == null);
    }

    [Fact]
    public void SameTitle_WhenAnotherPersonSendsIt_ThenOnlyLikeLinesLinkThem()
    {
        var v1 = Sent.Patch("v1", "", "bpf: Fix the thing for good") with { Sketch = [1, 2, 3, 4, 5, 6] };
        var other = Sent.Patch("other", "v2", "bpf: Fix the thing for good", Day).From(Sent.Ben) with { Sketch = [11, 12, 13, 14, 15] };
        var taken = Sent.Patch("taken", "v3", "bpf: Fix the thing for good", 2 * Day).From(Sent.Ben) with { Sketch = [1, 2, 3, 4, 9] };

        Cluster.Build([v1, other]).EarlierOf("other").ShouldBeEmpty();
        Cluster.Build([v1, taken]).EarlierOf("taken").ShouldBe(["v1"]);
    }

    [Trait("Clause", "PFX-5")]
    [Fact]
    public void MinorVersion_WhenItReplacesOnePatch_ThenTheRestStandsAndTheNextVersionFollowsBoth()
    {
        var cluster = Cluster.Build([
            Sent.Cover("v5", "v5 0/3", "a series"), Sent.Patch("p1", "v5 1/3", "one", 0, "v5"), Sent.Patch("p2", "v5 2/3", "two", 0, "v5"),
            Sent.Patch("p3", "v5 3/3", "three", 0, "v5"), Sent.Patch("p2b", "v5.1 2/3", "two", 9, "p2", "v5")]);

        cluster.SeriesOf("v5").SupersededBy.ShouldBeNull();
        cluster.SeriesOf("v5").Patches.Select(patch => patch.ReplacedBy?.Value).ShouldBe([null, "p2b", null]);
        cluster.EarlierOf("p2b").ShouldBe(["v5"]);
        cluster.SeriesOf("p2b").Replaces.ShouldBe(new MessageId("v5"));
        cluster.SeriesOf("v5").Replaces.ShouldBeNull();
    }

    [Fact]
    public void NextVersion_WhenSinglePatchesWereReplacedBefore_ThenSupersedesThemToo()
    {
        var cluster = Cluster.Build([
            Sent.Cover("v1", "0/3", "a series"), Sent.Patch("p1", "1/3", "one", 0, "v1"), Sent.Patch("p2", "2/3", "two", 0, "v1"),
            Sent.Patch("p3", "3/3", "three", 0, "v1"), Sent.Patch("part", "v2 2/3", "two", 9, "p2", "v1"),
            Sent.Cover("v3", "v3 0/3", "a series", 5 * Day), Sent.Patch("q1", "v3 1/3", "one", 5 * Day, "v3")]);

        cluster.SeriesOf("v1").SupersededBy.ShouldBe(new MessageId("v3"));
        cluster.SeriesOf("part").SupersededBy.ShouldBe(new MessageId("v3"));
        cluster.EarlierOf("v3").ShouldBe(["part", "v1"]);
    }

    [Fact]
    public void Versions_WhenOneIsMissing_ThenTheRestAreLinked()
    {
        var cluster = Cluster.Build([Sent.Patch("v1", "", "bpf: Fix the thing"), Sent.Patch("v4", "v4", "bpf: Fix the thing", 30 * Day)]);

        cluster.EarlierOf("v4").ShouldBe(["v1"]);
    }
}
