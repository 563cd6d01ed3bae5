using Tributary.Mail;

namespace Tributary.Patches.Tests;

public sealed class CollectedTagTests
{
    private const string BenAcks = "Acked-by: Ben Reviewer <ben@example.com>";
    private const string BenReviews = "Reviewed-by: Ben Reviewer <ben@example.com>";

    [Fact]
    public void Tags_WhenGivenOnTheCover_ThenCountForEachPatch()
    {
        var cluster = Cluster.Build([.. Series("v1", ""), Sent.Reply("r", 2, "v1-0").Saying(BenAcks)]);

        TagsOf(cluster, "v1-1").ShouldBe(["Acked-by: Ben Reviewer <ben@example.com> r"]);
        TagsOf(cluster, "v1-2").ShouldBe(["Acked-by: Ben Reviewer <ben@example.com> r"]);
    }

    [Fact]
    public void Tags_WhenGivenToOnePatch_ThenCountForItAlone()
    {
        var cluster = Cluster.Build([.. Series("v1", ""), Sent.Reply("r1", 2, "v1-2"), Sent.Reply("r2", 2, "r1", "v1-2").Saying(BenReviews)]);

        TagsOf(cluster, "v1-1").ShouldBeEmpty();
        TagsOf(cluster, "v1-2").ShouldBe(["Reviewed-by: Ben Reviewer <ben@example.com> r2"]);
    }

    [Fact]
    public void Tags_WhenTheSameIsGivenTwice_ThenCountsOnceWithItsFirstSource()
    {
        var patch = Sent.Patch("p", "", "one").Saying("Fixes: 123456789abc (\"bpf: x\")", "acked-by: Ben Reviewer <BEN@example.com>", "Signed-off-by: Ann Author <ann@example.org>");
        var cluster = Cluster.Build([patch, Sent.Reply("r", 2, "p").Saying(BenAcks, BenReviews)]);

        TagsOf(cluster, "p").ShouldBe([
            "Fixes: 123456789abc (\"bpf: x\") p", "acked-by: Ben Reviewer <BEN@example.com> p", "Signed-off-by: Ann Author <ann@example.org> p",
            "Reviewed-by: Ben Reviewer <ben@example.com> r"]);
    }

    [Fact]
    public void Tags_WhenGivenInAnothersName_ThenDoNotCount()
    {
        var cluster = Cluster.Build([
            Sent.Patch("p", "", "one"), Sent.Reply("r", 2, "p").Saying("Acked-by: Cleo <cleo@example.net>", "Signed-off-by: Ben Reviewer <ben@example.com>", "Reported-by: Cleo <cleo@example.net>")]);

        TagsOf(cluster, "p").ShouldBeEmpty();
    }

    [Fact]
    public void Credit_WhenTheAuthorGivesItInAReply_ThenCountsButNotARobots()
    {
        var cluster = Cluster.Build([
            Sent.Patch("p", "", "one"), Sent.Reply("robot", 1, "p").From(new Mailbox("test robot", "robot@example.net")).Saying("Reported-by: test robot <robot@example.net>"),
            Sent.Reply("r", 2, "p").From(Sent.Ann).Saying("Reported-by: Cleo <cleo@example.net>", "Fixes: 123456789abc (\"x\")")]);

        TagsOf(cluster, "p").ShouldBe(["Reported-by: Cleo <cleo@example.net> r", "Fixes: 123456789abc (\"x\") r"]);
    }

    [Theory]
    [InlineData("ben", "Acked-by: Ben Reviewer <ben@work.example>", false)]
    [InlineData("reviewer", "Acked-by: Ben Reviewer <ben@work.example>", true)]
    [InlineData("Somebody", "Acked-by: Ben Reviewer <BEN@example.com", true)]
    [InlineData("Somebody", "Acked-and-tested-by: ben@example.com", true)]
    [InlineData("Somebody", "Acked-by: Ben R ben@example.com # for x", true)]
    [InlineData("Ben Reviewer", "Acked-by: Ben Reviewer (ben@work.example)", true)]
    [InlineData("Somebody", "Acked-by: Cleo cleo@example.com", false)]
    public void Verdict_WhenTheNameIsWrittenOtherwise_ThenCountsIfItIsTheSenders(string sender, string tag, bool counts)
    {
        var cluster = Cluster.Build([Sent.Patch("p", "", "one"), Sent.Reply("r", 1, "p").From(new Mailbox(sender, "ben@example.com")).Saying(tag)]);

        TagsOf(cluster, "p").Length.ShouldBe(counts ? 1 : 0);
    }

    [Fact]
    public void Fixes_WhenTheirTitlesNameTheSame_ThenBothAreKept()
    {
        var patch = Sent.Patch("p", "", "one").Saying("Fixes: 123456789abc (\"bpf: use @map\")", "Fixes: 23456789abcd (\"bpf: keep @map\")");

        TagsOf(Cluster.Build([patch]), "p").Length.ShouldBe(2);
    }

    [Fact]
    public void Tags_WhenTheReviewerWritesFromAnotherAddress_ThenCount()
    {
        var cluster = Cluster.Build([Sent.Patch("p", "", "one"), Sent.Reply("r", 2, "p").From(new Mailbox("Reviewer, Ben", "ben@home.example")).Saying("Acked-by: Ben Reviewer <ben@home.example>")]);

        TagsOf(cluster, "p").ShouldHaveSingleItem();
    }

    [Fact]
    public void Tags_WhenGivenToAnOldVersion_ThenDoNotCountForTheNew()
    {
        var cluster = Cluster.Build([.. Series("v1", ""), .. Series("v2", "v2 ", 48, "v1-0"), Sent.Reply("r", 60, "v1-1").Saying(BenAcks)]);

        TagsOf(cluster, "v1-1").ShouldHaveSingleItem();
        TagsOf(cluster, "v2-1").ShouldBeEmpty();
    }

    [Fact]
    public void Tags_WhenTheCoverItselfNamesThem_ThenVerdictsCountForEachPatch()
    {
        var members = Series("v1", "");
        members[0] = members[0].Saying(BenAcks, "Signed-off-by: Ann Author <ann@example.org>");

        TagsOf(Cluster.Build(members), "v1-1").ShouldBe(["Acked-by: Ben Reviewer <ben@example.com> v1-0"]);
    }

    private static ThreadMember[] Series(string id, string version, double hours = 0, params string[] answers) =>
    [
        Sent.Cover($"{id}-0", $"{version}0/2", "a series", hours, answers), Sent.Patch($"{id}-1", $"{version}1/2", "one", hours, $"{id}-0"),
        Sent.Patch($"{id}-2", $"{version}2/2", "two", hours, $"{id}-0"),
    ];

    private static string[] TagsOf(Cluster cluster, string patch) =>
    [
        .. cluster.Series.SelectMany(series => series.Patches).Single(one => one.Message.Value == patch)
            .Tags.Select(tag => $"{tag.Trailer.Key}: {tag.Trailer.Value} {tag.Source}"),
    ];
}
