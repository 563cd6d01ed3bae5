namespace Tributary.Mail.Tests;

public sealed class HeaderTextTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("  two  blanks  ", "two  blanks")]
    [InlineData("a\n b", "a b")]
    [InlineData("a \n\t  b", "a b")]
    [InlineData("a\r\n b", "a b")]
    [InlineData("a\rb", "a b")]
    [InlineData("a\tb", "a b")]
    [InlineData("=?utf-8?q?a_b?=", "a b")]
    [InlineData("=?UTF-8?Q?=c3=a9?=", "é")]
    [InlineData("=?utf-8?b?w6k=?=", "é")]
    [InlineData("=?utf-8?b?w6k?=", "é")]
    [InlineData("=?utf-8?q?a?= =?utf-8?q?b?=", "ab")]
    [InlineData("=?utf-8?q?a?=\n =?utf-8?q?b?=", "ab")]
    [InlineData("=?utf-8?q?a?= b =?utf-8?q?c?=", "a b c")]
    [InlineData("=?utf-8?q?=C3?= =?utf-8?q?=A9?=", "é")]
    [InlineData("=?utf-8?q?=C3?= =?utf-8?b?qQ==?=", "é")]
    [InlineData("=?utf-8*en?q?x?=", "x")]
    [InlineData("=?iso-8859-1?q?=E9?=", "é")]
    [InlineData("=?unknown?q?=E9?=", "é")]
    [InlineData("=?unknown?q?=C3=A9?=", "é")]
    [InlineData("=?utf-8?x?a?=", "=?utf-8?x?a?=")]
    [InlineData("=?utf-8?b?***?=", "=?utf-8?b?***?=")]
    [InlineData("=?utf-8?q?a", "=?utf-8?q?a")]
    [InlineData("=??q?a?=", "=??q?a?=")]
    [InlineData("=?utf-8?q?a?b?=", "a?b")]
    [InlineData("=?utf-8?q?=F0=9F=98=80?=", "\U0001F600")]
    [InlineData("=?utf-8?q?=ED=A0=80?=", "\u00ed\u00a0\u20ac")]
    [InlineData("=?utf-8?q?=E2=80=A8?=x", "x")]
    [InlineData("=?utf-8?q?a=00b?=", "a b")]
    [InlineData("\u00c3\u00a9 raw", "é raw")]
    [InlineData("\u00e9 raw", "é raw")]
    [InlineData("\u0093q\u0094 \u0080", "“q” €")]
    [InlineData("\u00c3\u00a9 and \u00e9", "é and é")]
    public void Subject_WhenOfAnyForm_ThenOneCleanLine(string value, string expected) =>
        Mails.Read($"Subject: {value}").Subject.ShouldBe(expected);

    [Fact]
    public void Header_WhenMadeOfText_ThenTheSameText()
    {
        var header = new MailHeader("Subject", "=?utf-8?q?kept?= é");
        (header.Name, header.Value).ShouldBe(("Subject", "=?utf-8?q?kept?= é"));
        header.Is("subject").ShouldBeTrue();
        header.ShouldBe(new MailHeader("Subject", "=?utf-8?q?kept?= é"));
        header.ShouldNotBe(new MailHeader("Subject", "other"));
    }

    [Fact]
    public void FindHeader_WhenCaseDiffers_ThenTheFirst()
    {
        var message = Mails.Read("X-One: 1\nx-one: 2");
        message.FindHeader("X-ONE").ShouldBe("1");
        message.FindHeader("X-Two").ShouldBeNull();
        message.Headers.Select(header => header.ToString()).ShouldBe(["X-One: 1", "x-one: 2"]);
    }
}
