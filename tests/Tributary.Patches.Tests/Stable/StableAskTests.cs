using System.Text;
using Shouldly;
using Tributary.Mail;

namespace Tributary.Patches.Tests;

[Trait("Clause", "STB-4")]
public sealed class StableAskTests
{
    [Theory]
    [InlineData("Please queue for stable.", "")]
    [InlineData("please queue up for -stable, thanks", "")]
    [InlineData("This should go to stable: 6.6 6.1", "6.6,6.1")]
    [InlineData("Can you send this to stable 5.15.y, too?", "5.15")]
    [InlineData("This is a stable candidate.", "")]
    [InlineData("Needs to be backported to 5.10 and 5.15.", "5.10,5.15")]
    [InlineData("Cc: stable@vger.kernel.org # 6.6", "6.6")]
    [InlineData("for stable please", "")]
    public void Notes_WhenTheyAskForStable_ThenItIsRead(string note, string branches) =>
        StableAsk.Read(Patch("", note)).ShouldSatisfyAllConditions(ask => ask!.IsTrailer.ShouldBeFalse(), ask => ask!.Line.ShouldBe(note), ask => string.Join(',', ask!.Branches).ShouldBe(branches));

    [Theory]
    [InlineData("No need to backport this to stable.")]
    [InlineData("This is not for stable.")]
    [InlineData("v2: keep the table stable while it is walked")]
    [InlineData("> please queue for stable")]
    [InlineData("Changes in v2: rebased")]
    public void Notes_WhenTheyDoNotAsk_ThenNothingIsRead(string note) => StableAsk.Read(Patch("", note)).ShouldBeNull();

    [Fact]
    public void Trailer_WhenItSaysCcStable_ThenItIsReadAndToldApart()
    {
        StableAsk.Read(Patch("Cc: stable@vger.kernel.org # v5.15+\n", "")).ShouldSatisfyAllConditions(ask => ask!.IsTrailer.ShouldBeTrue(), ask => ask!.From.ShouldBe("5.15"), ask => ask!.Branches.ShouldBeEmpty());
        StableAsk.Read(Patch("Cc: stable <stable@kernel.org>\n", "")).ShouldNotBeNull().IsTrailer.ShouldBeTrue();
        StableAsk.Read(Patch("Cc: someone@example.org\n", "")).ShouldBeNull();
    }

    private static PatchMail Patch(string trailer, string note) => PatchMail.Read(MessageReader.Read(Encoding.UTF8.GetBytes(
        $"From: A <a@example.org>\nMessage-ID: <a@b>\nSubject: [PATCH bpf] bpf: a title\n\nText.\n\n{trailer}Signed-off-by: A <a@example.org>\n---\n{note}\n\n a.c | 1 +\n\ndiff --git a/a.c b/a.c\nindex 1111111..2222222 100644\n--- a/a.c\n+++ b/a.c\n@@ -1 +1,2 @@\n a\n+b\n-- \n2.1\n")));
}
