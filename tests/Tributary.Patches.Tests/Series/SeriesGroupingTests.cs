using Tributary.Mail;

namespace Tributary.Patches.Tests;

public sealed class SeriesGroupingTests
{
    [Trait("Clause", "SER-1")]
    [Fact]
    public void Patches_WhenTheyAnswerTheCover_ThenAreItsSeries()
    {
        var cluster = Cluster.Build([
            Sent.Patch("p2", "2/2", "two", 0.002, "c"), Sent.Cover("c", "0/2", "a series"), Sent.Patch("p1", "1/2", "one", 0.001, "c")]);

        cluster.PatchesOf("c").ShouldBe(["p1", "p2"]);
        var series = cluster.Series.ShouldHaveSingleItem();
        series.IsComplete.ShouldBeTrue();
        series.Name.ShouldBe("a series");
    }

    [Fact]
    public void Patches_WhenEachAnswersTheOneBefore_ThenAreOneSeries()
    {
        var cluster = Cluster.Build([
            Sent.Patch("p1", "1/3", "one"), Sent.Patch("p2", "2/3", "two", 0.1, "p1"), Sent.Patch("p3", "3/3", "three", 0.2, "p2", "p1")]);

        cluster.PatchesOf("p1").ShouldBe(["p1", "p2", "p3"]);
    }

    [Fact]
    public void Patches_WhenTheyAnswerAMissingMessage_ThenAreOneSeries()
    {
        var cluster = Cluster.Build([Sent.Patch("p1", "1/3", "one", 0, "gone"), Sent.Patch("p3", "3/3", "three", 0.1, "gone")]);

        cluster.PatchesOf("p1").ShouldBe(["p1", "p3"]);
        cluster.Series[0].IsComplete.ShouldBeFalse();
    }

    [Fact]
    public void Patches_WhenNothingRefersToAnything_ThenTimeAuthorAndLabelJoinThem()
    {
        var cluster = Cluster.Build([
            Sent.Patch("p1", "net v2 1/2", "one"), Sent.Patch("p2", "net v2 2/2", "two", 0.14),
            Sent.Patch("q1", "net v2 1/2", "other", 0.01).From(Sent.Ben), Sent.Patch("q2", "net v2 2/2", "another", 0.2).From(Sent.Ben)]);

        cluster.PatchesOf("p1").ShouldBe(["p1", "p2"]);
        cluster.PatchesOf("q1").ShouldBe(["q1", "q2"]);
    }

    [Fact]
    public void Patches_WhenSentFromTwoAddresses_ThenAreOneSeries()
    {
        var cluster = Cluster.Build([
            Sent.Cover("c", "0/2", "a series"), Sent.Patch("p1", "1/2", "one", 0, "c"),
            Sent.Patch("p2", "2/2", "two", 0.1, "c").From(new Mailbox("Ann", "ann@home.example"))]);

        cluster.PatchesOf("c").ShouldBe(["p1", "p2"]);
    }

    [Fact]
    public void Sending_WhenItBrokeOffAndWentOnLater_ThenIsOneSeries()
    {
        var cluster = Cluster.Build([
            Sent.Cover("c", "v6 0/4", "a series"), Sent.Patch("p1", "v6 1/4", "one", 0, "c"), Sent.Patch("p2", "v6 2/4", "two", 0, "c"),
            Sent.Patch("p3", "v6 3/4", "three", 3), Sent.Patch("p4", "v6 4/4", "four", 3.01)]);

        cluster.PatchesOf("c").ShouldBe(["p1", "p2", "p3", "p4"]);
    }

    [Fact]
    public void NewVersion_WhenItRepliesIntoTheOldThreadWithoutLabel_ThenIsASeriesOfItsOwn()
    {
        var cluster = Cluster.Build([
            Sent.Cover("c", "0/2", "a series"), Sent.Patch("p1", "1/2", "one", 0, "c"), Sent.Patch("p2", "2/2", "two", 0, "c"),
            Sent.Patch("q1", "1/2", "one", 20, "c"), Sent.Patch("q2", "2/2", "two", 20, "c")]);

        cluster.PatchesOf("c").ShouldBe(["p1", "p2"]);
        cluster.PatchesOf("q1").ShouldBe(["q1", "q2"]);
    }

    [Fact]
    public void Patch_WhenOneNumberIsSentAgain_ThenTheNewerReplacesIt()
    {
        var cluster = Cluster.Build([
            Sent.Cover("c", "0/3", "a series"), Sent.Patch("p1", "1/3", "one", 0, "c"), Sent.Patch("p2", "2/3", "two", 0, "c"),
            Sent.Patch("p3", "3/3", "three", 0, "c"), Sent.Patch("again", "2/3", "two", 5, "c")]);

        cluster.PatchesOf("c").ShouldBe(["p1", "p2", "again", "p3"]);
        cluster.Series.ShouldHaveSingleItem().Patches.Select(patch => patch.ReplacedBy?.Value).ShouldBe([null, "again", null, null]);
    }

    [Fact]
    public void Patch_WhenItHasNoNumber_ThenIsASeriesOfItsOwnEvenUnderACover()
    {
        var cluster = Cluster.Build([
            Sent.Cover("c", "0/2", "a series"), Sent.Patch("p1", "1/2", "one", 0.001, "c"), Sent.Patch("x", "", "an orphan", 0.002, "c")]);

        cluster.PatchesOf("c").ShouldBe(["p1"]);
        cluster.PatchesOf("x").ShouldBe(["x"]);
    }

    [Fact]
    public void Patch_WhenItIsOneMoreThanAnnounced_ThenBelongsToTheSeries()
    {
        var cluster = Cluster.Build([Sent.Cover("c", "0/1", "a series"), Sent.Patch("p1", "1/1", "one", 0, "c"), Sent.Patch("p2", "2/1", "two", 1, "c")]);

        cluster.PatchesOf("c").ShouldBe(["p1", "p2"]);
        cluster.Series[0].IsComplete.ShouldBeTrue();
    }

    [Fact]
    public void Cover_WhenItsPatchesBearAnotherVersion_ThenTakesThemIn()
    {
        var cluster = Cluster.Build([
            Sent.Cover("c", "v2 0/2", "a series"), Sent.Patch("p1", "1/2", "one", 0.001, "c"), Sent.Patch("p2", "2/2", "two", 0.002, "c")]);

        cluster.PatchesOf("c").ShouldBe(["p1", "p2"]);
        cluster.Series[0].Version.ShouldBe(2);
    }

    [Fact]
    public void Cover_WhenItsPatchesNeverCame_ThenIsASeriesWithoutPatches()
    {
        var series = Cluster.Build([Sent.Cover("c", "0/27", "a sweep")]).Series.ShouldHaveSingleItem();

        series.Patches.ShouldBeEmpty();
        series.Total.ShouldBe(27);
        series.IsComplete.ShouldBeFalse();
    }

    [Fact]
    public void Versions_WhenTheyShareAThread_ThenAreKeptApart()
    {
        var cluster = Cluster.Build([Sent.Patch("p1", "1/2", "one"), Sent.Patch("q2", "v2 2/2", "two", 160, "q1")]);

        cluster.Series.Length.ShouldBe(2);
    }

    [Fact]
    public void PullRequest_WhenItComes_ThenIsASeriesOfOne()
    {
        var request = Sent.Patch("pr", "", "bpf 2024-03-04") with { Kind = MailKind.PullRequest };

        var series = Cluster.Build([request]).Series.ShouldHaveSingleItem();

        series.IsPullRequest.ShouldBeTrue();
        series.IsComplete.ShouldBeTrue();
        series.Patches.ShouldHaveSingleItem().Number.ShouldBe(1);
    }

    [Fact]
    public void Cover_WhenAMailServerChangedItsId_ThenTheTimeJoinsItsPatches()
    {
        var cluster = Cluster.Build([
            Sent.Cover("changed-0", "v12 0/3", "a series"), Sent.Patch("changed-1", "v12 1/3", "one", 0.001, "cover.1@ann"),
            Sent.Patch("changed-3", "v12 3/3", "three", 0.002, "cover.1@ann")]);

        cluster.PatchesOf("changed-0").ShouldBe(["changed-1", "changed-3"]);
    }

    [Fact]
    public void Cover_WhenItHasPatchesOfItsOwn_ThenStrayOnesOfTheSameLabelStayApart()
    {
        var cluster = Cluster.Build([
            Sent.Cover("c", "0/4", "a series"), Sent.Patch("p1", "1/4", "one", 0.001, "c"), Sent.Patch("x2", "2/4", "of another series", 0.002, "gone")]);

        cluster.PatchesOf("c").ShouldBe(["p1"]);
        cluster.PatchesOf("x2").ShouldBe(["x2"]);
    }

    [Fact]
    public void Cover_WhenItAnnouncesOnePatchAndNothingRefersToIt_ThenTheyAreOneSeries()
    {
        var cluster = Cluster.Build([Sent.Cover("c", "net 0/1", "why"), Sent.Patch("p", "net 1/1", "what", 0.001)]);

        cluster.PatchesOf("c").ShouldBe(["p"]);
    }

    [Fact]
    public void Sender_WhenTheNameIsWrittenOtherwise_ThenIsTheSamePerson()
    {
        var cluster = Cluster.Build([
            Sent.Patch("p1", "1/2", "one").From(new Mailbox("Author, Ann", "ann@work.example")),
            Sent.Patch("p2", "2/2", "two", 0.1).From(new Mailbox("Ann B. Author (Example)", "ann@home.example"))]);

        cluster.PatchesOf("p1").ShouldBe(["p1", "p2"]);
    }

    [Fact]
    public void Senders_WhenTheyShareAFirstNameOrHaveNone_ThenAreOthers()
    {
        var cluster = Cluster.Build([
            Sent.Patch("p1", "1/2", "one").From(new Mailbox("Ann", "ann@work.example")), Sent.Patch("p2", "2/2", "two", 0.1).From(new Mailbox("Ann", "ann@home.example")),
            Sent.Patch("q1", "1/2", "one").From(Mailbox.None), Sent.Patch("q2", "2/2", "two", 0.1).From(Mailbox.None)]);

        cluster.Series.Length.ShouldBe(4);
    }
}
