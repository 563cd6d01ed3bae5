using Tributary.Mail;
using Tributary.Patches;

namespace Tributary.Server.Tests;

public sealed class DiscussionTests
{
    [Fact]
    public void Discussion_WhenPickedFromAThread_ThenItHoldsItsAnswersWithTheirDepthBelowTheTarget()
    {
        var thread = new[]
        {
            Given.Entry("cover", null, "cover", 0, MailKind.CoverLetter), Given.Entry("c1", "cover", "cover", 1),
            Given.Entry("patch", "cover", "patch", 1, MailKind.Patch), Given.Entry("p1", "patch", "patch", 2), Given.Entry("p2", "p1", "patch", 3),
            Given.Entry("p3", "patch", "patch", 2), Given.Entry("stray", "c1", "patch", 2),
        };

        var discussion = Discussion.Of(new("patch"), [.. thread], new Dictionary<MessageId, PatchMail>());

        discussion.Replies.Select(reply => (reply.Entry.Message.Value, reply.Indent)).ShouldBe([("p1", 0), ("p2", 1), ("p3", 0), ("stray", 0)]);
        discussion.Replies.ShouldAllBe(reply => reply.Mail == null && reply.Tags.IsEmpty);
    }
}
