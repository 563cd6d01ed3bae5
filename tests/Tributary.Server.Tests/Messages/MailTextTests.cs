namespace Tributary.Server.Tests;

public sealed class MailTextTests
{
    [Fact]
    public void Quote_WhenItIsShort_ThenItIsShownWhole()
    {
        var blocks = MailText.Cut("Hi,\n\n> one\n> two\n\nNo.\n");

        blocks.Select(block => block.IsQuote).ShouldBe([false, true, false]);
        blocks[1].FoldedLines.ShouldBe(0);
        blocks[1].Text.ShouldBe("> one\n> two");
    }

    [Fact]
    public void Quote_WhenItIsLong_ThenTheLinesAboveTheAnswerStay()
    {
        var quote = string.Join('\n', Enumerable.Range(1, 40).Select(i => $"> line {i}"));

        var block = MailText.Cut(quote + "\nThis is wrong.\n")[0];

        block.FoldedLines.ShouldBe(34);
        block.Text.ShouldStartWith("> line 35");
        (block.Folded + "\n" + block.Text).ShouldBe(quote);
    }

    [Fact]
    public void Quote_WhenNothingAnswersIt_ThenItIsFoldedWhole() =>
        MailText.Cut("Top.\n" + string.Concat(Enumerable.Repeat("> x\n", 30)) + "\n  \n")[^1].ShouldBe(new(true, string.Join('\n', Enumerable.Repeat("> x", 30)), 30, ""));

    [Fact]
    public void Text_WhenItIsEmpty_ThenThereIsNoBlock() => MailText.Cut("").ShouldBeEmpty();
}
