namespace Tributary.Mail.Tests;

public sealed class MessageIdTests
{
    [Theory]
    [InlineData("<a@b>", "a@b")]
    [InlineData("  a@b ", "a@b")]
    [InlineData("< a@b >", "a@b")]
    [InlineData("a<b", "a<b")]
    [InlineData("", "")]
    public void Parse_WhenGivenByAPerson_ThenBare(string text, string expected) => MessageId.Parse(text).Value.ShouldBe(expected);

    [Fact]
    public void Parse_WhenTooLong_ThenTheDigestThatTheReaderKeeps()
    {
        var id = new string('x', 1000) + "@example.org";
        var parsed = MessageId.Parse($"<{id}>");
        parsed.Value.ShouldEndWith("@long-message-id.invalid");
        parsed.ShouldBe(Mails.Read($"Message-Id: <{id}>").Id);
        parsed.ShouldBe(Mails.Read($"In-Reply-To: <{id}>").InReplyTo.ShouldHaveSingleItem());
        parsed.ShouldNotBe(MessageId.Parse($"<y{id}>"));
    }

    [Theory]
    [InlineData("<a@b> <c@d>", "a@b c@d")]
    [InlineData("<a@b>\n <c@d>", "a@b c@d")]
    [InlineData("<a@b><c@d>", "a@b c@d")]
    [InlineData("<a@b>, <c@d>", "a@b c@d")]
    [InlineData("<a@b c@d>", "a@b c@d")]
    [InlineData("<a@b\n c>", "a@bc")]
    [InlineData("<a@b", "a@b")]
    [InlineData("a@b>", "a@b")]
    [InlineData("<<a@b>>", "a@b")]
    [InlineData("<>", "")]
    [InlineData("< >", "")]
    [InlineData("<Ada Weaver <a@b>", "a@b")]
    [InlineData("a@b c@d", "a@b c@d")]
    [InlineData("your mail", "")]
    [InlineData("\"Ada\" <ada@b>'s message of Monday <a@b>", "a@b")]
    [InlineData("<a@b> (message of <Monday@x>)", "a@b")]
    [InlineData("(message of <Monday@x>) <a@b>", "a@b")]
    [InlineData("(never closed <a@b>", "a@b")]
    [InlineData("<a@b> <a@b>", "a@b")]
    public void References_WhenOfAnyForm_ThenIds(string value, string expected) =>
        string.Join(' ', Mails.Read($"References: {value}").References).ShouldBe(expected);

    [Fact]
    public void CompareTo_WhenOrdered_ThenByCharacters() =>
        new[] { new MessageId("b"), new MessageId("B"), new MessageId("a") }.Order().ShouldBe([new("B"), new("a"), new("b")]);
}
