namespace Tributary.Mail.Tests;

public sealed class MailboxTests
{
    [Theory]
    [InlineData("ada@example.org", "", "ada@example.org")]
    [InlineData("<ada@example.org>", "", "ada@example.org")]
    [InlineData("Ada <ada@example.org>", "Ada", "ada@example.org")]
    [InlineData("\"Ada W.\" <ada@example.org>", "Ada W.", "ada@example.org")]
    [InlineData("\"A \\\\ B\" <ada@example.org>", "A \\ B", "ada@example.org")]
    [InlineData("\"\" <ada@example.org>", "", "ada@example.org")]
    [InlineData("Ada<ada@example.org>", "Ada", "ada@example.org")]
    [InlineData("Ada  <ada@example.org> (at work)", "Ada", "ada@example.org")]
    [InlineData("<ada@example.org> (Ada)", "Ada", "ada@example.org")]
    [InlineData("<ada@example.org> Ada", "Ada", "ada@example.org")]
    [InlineData("ada@example.org (Ada \\(W\\))", "Ada (W)", "ada@example.org")]
    [InlineData("ada@example.org Ada Weaver", "Ada Weaver", "ada@example.org")]
    [InlineData("=?utf-8?q?Ad=C3=A9?= <ada@example.org>", "Adé", "ada@example.org")]
    [InlineData("=?utf-8?b?QWTDqQ==?= Weaver <ada@example.org>", "Adé Weaver", "ada@example.org")]
    [InlineData("ada@example.org (=?utf-8?q?Ad=C3=A9?=)", "Adé", "ada@example.org")]
    [InlineData("=?utf-8?q?Ada_=3Ceve=40example=2Enet=3E?= <ada@example.org>", "Ada <eve@example.net", "ada@example.org")]
    [InlineData("Ada Weaver <ada@example.org", "Ada Weaver", "ada@example.org")]
    [InlineData("Ada: the Weaver <ada@example.org>", "Ada: the Weaver", "ada@example.org")]
    [InlineData("Ada;Weaver <ada@example.org>", "Ada, Weaver", "ada@example.org")]
    [InlineData("ada [at] example.org", "", "")]
    [InlineData("ada at example.org", "", "ada@example.org")]
    [InlineData("Ada Lovelace at work", "Ada Lovelace at work", "")]
    [InlineData("'ada@example.org' <ada@example.org>", "ada@example.org", "ada@example.org")]
    [InlineData("Ada <ADA@Example.Org>", "Ada", "ADA@Example.Org")]
    public void From_WhenOfAnyForm_ThenNameAndAddress(string from, string name, string address)
    {
        var read = Mails.Read($"From: {from}").From;
        if (address.Length > 0 || name.Length > 0) read.ShouldBe(new Mailbox(name, address));
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData(",,;,", 0)]
    [InlineData("undisclosed-recipients:;", 0)]
    [InlineData("unlisted-recipients:; (no To-header on input)", 0)]
    [InlineData("a@b.c, d@e.f", 2)]
    [InlineData("A, B <a@b.c>, d@e.f", 2)]
    [InlineData("\"A, B\" <a@b.c>; d@e.f", 2)]
    [InlineData("team: a@b.c, d@e.f; g@h.i", 3)]
    [InlineData("A <a@b.c, D <d@e.f>", 2)]
    [InlineData("linux-kernel, a@b.c", 2)]
    public void To_WhenRead_ThenAsManyAsThereAre(string to, int count) => Mails.Read($"To: {to}").To.Length.ShouldBe(count);

    [Fact]
    public void To_WhenInSeveralFields_ThenAll() =>
        Mails.Read("To: a@b.c\nTo: d@e.f").To.Select(mailbox => mailbox.Address).ShouldBe(["a@b.c", "d@e.f"]);

    [Fact]
    public void Key_WhenCaseDiffers_ThenTheSame() => new Mailbox("", "Ada@Example.org").Key.ShouldBe("ada@example.org");
}
