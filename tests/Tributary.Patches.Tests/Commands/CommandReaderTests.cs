using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Tributary.Mail;

namespace Tributary.Patches.Tests;

[Trait("Clause", "SUB-5")]
public sealed class CommandReaderTests
{
    [Theory]
    [InlineData("pw-bot: cr", "pw-bot|cr")]
    [InlineData("Please respin.\n\n-- \npw-bot: cr", "pw-bot|cr")]
    [InlineData("Please respin.\n---\npw-bot: cr\n", "pw-bot|cr")]
    [InlineData("--\npw-bot: changes-requested\n> quoted below\n", "pw-bot|changes-requested")]
    [InlineData("> a quote\n\npw-bot: defer\n\n> another quote\n", "pw-bot|defer")]
    [InlineData("On Monday Ann wrote:\n[...]\n> a quote\n\npw-bot: cr", "pw-bot|cr")]
    [InlineData("As Ann already wrote:\n\n  please split it.\n\npw-bot: cr", "pw-bot|cr")]
    [InlineData("PW-Bot:cr   ", "pw-bot|cr")]
    [InlineData("pw-bot : cr\u00a0", "pw-bot|cr")]
    [InlineData("\u200bhello\npw-bot: \u200bcr\u200b", "pw-bot|cr")]
    [InlineData("pw-bot: cr=0A=", "pw-bot|cr")]
    [InlineData("pw-bot: cr=20", "pw-bot|cr")]
    [InlineData("pw-bot: cr\npw-bot: cr", "pw-bot|cr")]
    [InlineData("pw-bot: under review\ndoc-bot: testing", "pw-bot|under review doc-bot|testing")]
    [InlineData("Good.\n\nstable: 6.6 6.1", "stable|6.6 6.1")]
    [InlineData("Stable: linux-5.15.y+", "stable|linux-5.15.y+")]
    [InlineData("stable: all", "stable|all")]
    public void Line_WhenItSpeaksToABot_ThenItIsRead(string body, string commands) => Read(body).ShouldBe(commands);

    [Theory]
    [InlineData("> pw-bot: cr")]
    [InlineData(">pw-bot: cr")]
    [InlineData("> > pw-bot: cr")]
    [InlineData("| pw-bot: cr")]
    [InlineData(" pw-bot: cr")]
    [InlineData("    pw-bot: cr")]
    [InlineData("I think the pw-bot: cr was right")]
    [InlineData("pw-bot cr")]
    [InlineData("> stable: 6.6")]
    [InlineData("stable: please queue it")]
    [InlineData("Cc: stable: 6.6")]
    [InlineData("pw-bot:")]
    [InlineData("pw-bot:   ")]
    [InlineData("https://pw-bot: cr")]
    [InlineData("Robot: cr, says the manual of the 2nd bot: no")]
    [InlineData("Later.\n-----Original Message-----\nFrom: Ann\n\npw-bot: cr")]
    [InlineData("---------- Forwarded message ---------\nFrom: Ann\n\npw-bot: cr")]
    [InlineData("On Monday Ann wrote:\n\nI think\n\n-- \npw-bot: cr")]
    [InlineData("Ann Author <ann@example.org> wrote:\n\nI think\n\npw-bot: cr")]
    [InlineData("2024-11-02 10:00, Ann wrote:\n\nI think\n\npw-bot: cr")]
    [InlineData("Top posted.\n\nFrom: Ann <ann@example.org>\nSent: Monday\nTo: Rae\nSubject: Re: x\n\npw-bot: cr")]
    public void Line_WhenQuotedShownOrForwarded_ThenItIsNone(string body) => Read(body).ShouldBe(body.StartsWith("Robot", StringComparison.Ordinal) ? "robot|cr, says the manual of the 2nd bot: no" : "");

    [Fact]
    public void Body_WhenQuotedPrintable_ThenItIsDecodedFirst() =>
        Read("pw-bot: c=\nr\n=3E no quote\n", headers: "Content-Transfer-Encoding: quoted-printable\nContent-Type: text/plain; charset=utf-8\n").ShouldBe("pw-bot|cr");

    [Fact]
    public void Body_WhenBase64WithCrLf_ThenItIsDecodedFirst() =>
        Read(Convert.ToBase64String("Hello\r\npw-bot: cr\r\n"u8), headers: "Content-Transfer-Encoding: base64\nContent-Type: text/plain; charset=utf-8\n").ShouldBe("pw-bot|cr");

    [Fact]
    public void Part_WhenSigned_ThenTheTextCountsAndAttachedMailDoesNot()
    {
        const string headers = "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n";

        Read("--b\nContent-Type: text/plain\n\npw-bot: cr\n--b\nContent-Type: application/pgp-signature\n\nx\n--b--\n", headers).ShouldBe("pw-bot|cr");
        Read("--b\nContent-Type: text/plain\n\nsee below\n--b\nContent-Type: message/rfc822\n\nSubject: x\n\npw-bot: cr\n--b--\n", headers).ShouldBe("");
        Read("--b\nContent-Type: text/plain\n\nsee the log\n--b\nContent-Type: text/plain; name=log.txt\nContent-Disposition: attachment\n\npw-bot: cr\n--b--\n", headers).ShouldBe("");
    }

    [Fact]
    public void Mail_WhenAProgramWroteIt_ThenItCommandsNothing()
    {
        Read("pw-bot: cr", "Auto-Submitted: auto-replied\n").ShouldBe("");
        Read("pw-bot: cr", "Auto-Submitted: no\n").ShouldBe("pw-bot|cr");
    }

    [Fact]
    public void Patch_WhenItSaysSo_ThenOnlyBelowItsMessage()
    {
        const string diff = "diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1 +1,2 @@\n a\n+pw-bot: cr\n";

        Read($"Teach the words:\npw-bot: cr\n\nSigned-off-by: Ann <ann@example.org>\n---\n x | 1 +\n\n{diff}", subject: "[PATCH] x").ShouldBe("");
        Read($"Change.\n\nSigned-off-by: Ann <ann@example.org>\n---\npw-bot: cr\n x | 1 +\n\n{diff}", subject: "[PATCH] x").ShouldBe("pw-bot|cr");
    }

    [Fact]
    public void AnyBytes_WhenRead_ThenNothingIsThrown() => Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), ArbMap.Default.ArbFor<string>(), (bytes, text) =>
    {
        Find([.. "Subject: Re: x\nIn-Reply-To: <1@x>\n\npw-bot: "u8, .. bytes]);
        CommandReader.Find(text ?? "");
        CommandReader.Find("pw-bot: " + text);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void AnyText_WhenQuoted_ThenItNeverCounts() => Prop.ForAll(ArbMap.Default.ArbFor<string[]>(), lines =>
    {
        var text = string.Join('\n', (lines ?? []).Prepend("pw-bot: cr").Append("pw-bot: accepted").Select(line => (line ?? "").Replace('\n', ' ').Replace('\r', ' ')));
        var quoted = string.Join('\n', text.Split('\n').Select(line => "> " + line));

        CommandReader.Find(quoted).ShouldBeEmpty();
        CommandReader.Find("Own words.\n" + quoted + "\npw-bot: defer\n" + quoted).ShouldHaveSingleItem().Text.ShouldBe("defer");
    }).QuickCheckThrowOnFailure();

    private static string Read(string body, string headers = "", string subject = "Re: [PATCH] x") =>
        Find(Encoding.UTF8.GetBytes($"From: Ann <ann@example.com>\nMessage-Id: <1@example.com>\nIn-Reply-To: <0@example.com>\nDate: Sat, 2 Nov 2024 10:00:00 +0000\nSubject: {subject}\n{headers}\n{body}\n"));

    private static string Find(byte[] mail)
    {
        var message = MessageReader.Read(mail);
        return string.Join(' ', CommandReader.Read(message, PatchMail.Read(message)).Select(one => $"{one.Bot}|{one.Text}"));
    }
}
