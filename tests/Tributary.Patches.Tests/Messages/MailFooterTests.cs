namespace Tributary.Patches.Tests;

public sealed class MailFooterTests
{
    [Theory]
    [InlineData("a\n-- \nAnn\n", "a\n")]
    [InlineData("a\n--\n2.39.2\n", "a\n")]
    [InlineData("a\n--\n2.43.0.rc1.1336.g36b5255a03-goog\n", "a\n")]
    [InlineData("a\n--\n", "a\n")]
    [InlineData("a\n--\nTo unsubscribe from this list: send the line \"unsubscribe x\"\n", "a\n")]
    [InlineData("a\n_______________________________________________\nlist mailing list\nhttps://lists.example.org/x\n", "a\n")]
    [InlineData("a\n-- \nAnn\n_______________________________________________\nlist\n", "a\n")]
    [InlineData("a\n-- \nAnn\n\n> quoted\n", "a\n-- \nAnn\n\n> quoted\n")]
    [InlineData("a\n-- \npw-bot: cr\n", "a\n-- \npw-bot: cr\n")]
    [InlineData("a\n--\nv2: a change log\n", "a\n--\nv2: a change log\n")]
    [InlineData("a\n--\nAcked-by: A <a@x>\n", "a\n--\nAcked-by: A <a@x>\n")]
    [InlineData("a\n--\nAnn Author\nhttps://example.org\n", "a\n")]
    [InlineData("a\n---\nb\n", "a\n---\nb\n")]
    [InlineData("", "")]
    public void Text_WhenItEnds_ThenSignatureAndFooterAreCutAway(string text, string kept) => text[..MailFooter.Find(text)].ShouldBe(kept);
}
