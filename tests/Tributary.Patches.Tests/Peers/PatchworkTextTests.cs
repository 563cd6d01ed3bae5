using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Tributary.Mail;

namespace Tributary.Patches.Tests;

public sealed class PatchworkTextTests
{
    [Fact]
    public void Patch_WhenGitSentIt_ThenNotesStayAndTheSignatureGoes()
    {
        var text = Read(Raw("[PATCH] a", Mails.PatchBody));

        text.Content.ShouldBe("Say why.\n\nSigned-off-by: Ann Author <ann@example.org>\n---\n kernel/bpf/core.c | 1 +\n 1 file changed, 1 insertion(+)");
        text.Diff.ShouldBe(Mails.Diff);
    }

    [Fact]
    public void Diff_WhenBetweenWords_ThenTheWordsAreText()
    {
        var text = Read(Raw("[PATCH] a", $"Before.\n\n{Mails.Diff}\nAfter.\n"));

        text.Content.ShouldBe("Before.\n\n\nAfter.");
        text.Diff.ShouldBe(Mails.Diff);
    }

    [Theory]
    [InlineData("Words.\n\n-- \nAnn\n")]
    [InlineData("Words.\n_____\nA list\n")]
    [InlineData("\n\n  Words.  \n\n")]
    public void Reply_WhenItHasAFooter_ThenItIsCutOff(string body)
    {
        var text = Read(Raw("Re: [PATCH] a", body));

        text.Content.ShouldBe("Words.");
        text.Diff.ShouldBeNull();
    }

    [Fact]
    public void Reply_WhenItQuotesADiff_ThenItIsText() => Read(Raw("Re: [PATCH] a", $"See:\n\n{Mails.Diff}")).Content.ShouldContain("diff --git");

    [Fact]
    public void Patch_WhenBinary_ThenItIsWhole() =>
        Read(Raw("[PATCH] a", "Why.\n---\ndiff --git a/x.png b/x.png\nnew file mode 100644\nindex 0000000..1111111\nGIT binary patch\nliteral 1\nIcmZPo\n\nliteral 0\nHcmV?d00001\n\n"))
            .Diff.ShouldNotBeNull().ShouldContain("GIT binary patch");

    [Fact]
    public void Text_WhenTheMailIsAny_ThenNothingIsThrown() => Prop.ForAll<NonNull<string>>(body =>
    {
        Read(Raw("[PATCH] a", $"{body.Get}\n--- a\n+++ b\n@@ -1 +99999999999 @@\n{body.Get}"));
        return true;
    }).QuickCheckThrowOnFailure();

    private static byte[] Raw(string subject, string body) =>
        Encoding.UTF8.GetBytes($"From: Ann Author <ann@example.org>\nSubject: {subject}\nMessage-ID: <m@example.org>\nDate: Mon, 6 May 2024 07:08:09 +0000\n\n{body}");

    private static PatchworkText Read(byte[] raw)
    {
        var message = MessageReader.Read(raw);
        return PatchworkText.Of(message, PatchMail.Read(message));
    }
}
