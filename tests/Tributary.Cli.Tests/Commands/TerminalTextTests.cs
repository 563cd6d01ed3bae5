namespace Tributary.Cli.Tests;

public sealed class TerminalTextTests
{
    [Theory]
    [InlineData("\u001b[31mred\u001b[0m\u0007")]
    [InlineData("a\u009b31mb")]
    [InlineData("turn\u202earound")]
    [InlineData("two\r\nlines\vand\0more")]
    public void Line_WhenTextWouldMoveTheCursor_ThenItIsSpelledOut(string text) =>
        TerminalText.Line(text).ShouldAllBe(c => !char.IsControl(c) && c != '\u202e');

    [Fact]
    public void Block_WhenText_ThenLinesAndTabsStay() => TerminalText.Block("a\n\tb\u001b[2J\r\nc\n\n").ShouldMatch("^a\n\tb[^\u001b]+\nc$");
}
