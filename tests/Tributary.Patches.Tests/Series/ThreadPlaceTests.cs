using Tributary.Mail;

namespace Tributary.Patches.Tests;

public sealed class ThreadPlaceTests
{
    [Fact]
    public void Parent_WhenTheNearestIsMissing_ThenIsTheNextThatIsHere()
    {
        var place = PlaceOf("r", Sent.Patch("p", "", "a patch"), Sent.Reply("r", 1, "lost", "p"));

        place.Parent.ShouldBe(new MessageId("p"));
        place.Target.ShouldBe(new MessageId("p"));
    }

    [Fact]
    public void Parent_WhenMessagesAnswerEachOther_ThenThereIsNoCircle()
    {
        var cluster = Cluster.Build([Sent.Reply("a", 1, "b"), Sent.Reply("b", 2, "c"), Sent.Reply("c", 3, "a")]);

        cluster.Places.Count(place => place.Parent is null).ShouldBe(1);
    }

    [Fact]
    public void Parent_WhenAMessageAnswersItself_ThenIsNone() =>
        PlaceOf("a", Sent.Reply("a", 1, "a")).Parent.ShouldBeNull();

    [Fact]
    public void Target_WhenTheReplyIsDeepInTheThread_ThenIsTheNearestPatch()
    {
        var place = PlaceOf(
            "r3", Sent.Cover("c", "0/1", "a series"), Sent.Patch("p", "1/1", "one", 0.1, "c"), Sent.Reply("r1", 1, "p", "c"), Sent.Reply("r2", 2, "r1"),
            Sent.Reply("r3", 3, "r2"));

        place.Parent.ShouldBe(new MessageId("r2"));
        place.Target.ShouldBe(new MessageId("p"));
    }

    [Fact]
    public void Target_WhenAPatchAnswersADiscussion_ThenIsItself()
    {
        var members = new[] { Sent.Reply("d", 0), Sent.Patch("p", "", "a patch", 1, "d"), Sent.Reply("r", 2, "p", "d") };

        PlaceOf("p", members).Target.ShouldBe(new MessageId("p"));
        PlaceOf("p", members).Parent.ShouldBe(new MessageId("d"));
        PlaceOf("r", members).Target.ShouldBe(new MessageId("p"));
        PlaceOf("d", members).Target.ShouldBeNull();
    }

    [Fact]
    public void Target_WhenTheReplyRefersToNothing_ThenItsSubjectPoints()
    {
        var patch = Sent.Patch("p", "bpf v2 3/7", "bpf: a title of some length");
        var reply = Sent.Reply("r", 5) with { Subject = patch.Subject with { IsReply = true } };

        PlaceOf("r", patch, reply).Target.ShouldBe(new MessageId("p"));
        PlaceOf("r", patch, Sent.Patch("q", "bpf v2 3/7", "bpf: a title of some length", 1), reply).Target.ShouldBeNull("two patches bear the subject");
        ClusterKeys.Of(patch).Intersect(ClusterKeys.Of(reply)).ShouldNotBeEmpty();
    }

    private static ThreadPlace PlaceOf(string id, params ThreadMember[] members) => Cluster.Build(members).Places.Single(place => place.Message.Value == id);
}
