namespace Tributary.Server.Tests;

public sealed class MailOutTests
{
    [Theory]
    [InlineData("dry-run", "dry run")]
    [InlineData("folder:/var/mail/out", "the folder /var/mail/out")]
    [InlineData("sendmail:/usr/sbin/sendmail", "the program /usr/sbin/sendmail")]
    [InlineData("smtp://mail.example.org", "the mail server mail.example.org:25")]
    [InlineData("smtp://ann:secret@mail.example.org", "the mail server mail.example.org:587")]
    [InlineData("smtps://ann:secret@mail.example.org", "the mail server mail.example.org:465")]
    [InlineData("smtp://[::1]:2525?tls=off&timeout=5", "the mail server ::1:2525")]
    public void Way_WhenItIsOne_ThenIsTaken(string way, string description)
    {
        MailOut.TryRead(way, "Us <us@example.org>", "/spool", out var mail, out _).ShouldBeTrue();
        mail!.Transport.Description.ShouldStartWith(description);
        mail.Identity.From.ShouldBe(new("Us", "us@example.org"));
    }

    [Theory]
    [InlineData("carrier pigeon", "write smtp://")]
    [InlineData("folder:", "write smtp://")]
    [InlineData("sendmail:sendmail", "write smtp://")]
    [InlineData("smtp://", "write smtp://")]
    [InlineData("smtp://ann@mail.example.org", "password")]
    [InlineData("smtp://mail.example.org?tls=perhaps", "tls=required")]
    [InlineData("smtp://mail.example.org?timeout=0", "timeout=SECONDS")]
    [InlineData("smtps://mail.example.org?tls=off", "tls=required")]
    [InlineData("smtp://mail.example.org/path", "write smtp://")]
    public void Way_WhenItIsNone_ThenTheSentenceSaysWhatToWrite(string way, string words)
    {
        MailOut.TryRead(way, "us@example.org", "/spool", out _, out var wrong).ShouldBeFalse();
        wrong.ShouldContain(words);
    }

    [Fact]
    public void Way_WhenThereIsNoAddressToSendFrom_ThenOnlyADryRunIsTaken()
    {
        MailOut.TryRead("dry-run", from: null, "/spool", out _, out _).ShouldBeTrue();
        MailOut.TryRead("folder:/x", from: null, "/spool", out _, out var missing).ShouldBeFalse();
        missing.ShouldContain("--mail-from");
        MailOut.TryRead("folder:/x", "us@example.org\r\nBcc: v@example.org", "/spool", out _, out var wrong).ShouldBeFalse();
        wrong.ShouldContain("no address");
    }
}
