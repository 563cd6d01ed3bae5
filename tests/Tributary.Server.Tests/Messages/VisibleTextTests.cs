namespace Tributary.Server.Tests;

public sealed class VisibleTextTests
{
    [Theory]
    [InlineData("plain text\twith tabs\nand lines")]
    [InlineData("Zażółć gęślą jaźń, 日本語, العربية, עברית, 👩‍💻")]
    [InlineData("")]
    public void Text_WhenItCanBeSeen_ThenItStaysAsItIs(string text) =>
        string.Concat(VisibleText.Cut(text).Select(piece => { piece.Kind.ShouldBe(TextPieceKind.Plain); return piece.Text; })).ShouldBe(text);

    [Theory]
    [InlineData("a\u202eb", "U+202E")]
    [InlineData("a\u2066b", "U+2066")]
    [InlineData("a\u200bb", "U+200B")]
    [InlineData("a\ufeffb", "U+FEFF")]
    [InlineData("a\u001bb", "\u241b")]
    [InlineData("a\0b", "\u2400")]
    [InlineData("a\u0085b", "U+0085")]
    [InlineData("a\rb", "\u240d")]
    [InlineData("a\U000e0041b", "U+E0041")]
    public void Character_WhenItHidesOrTurnsText_ThenItIsASymbol(string text, string symbol) =>
        VisibleText.Cut(text).ShouldBe([new("a", TextPieceKind.Plain), new(symbol, TextPieceKind.Symbol), new("b", TextPieceKind.Plain)]);

    [Fact]
    public void Character_WhenItIsHalfOfOne_ThenItIsASymbol() =>
        VisibleText.Cut("a\ud800b").ShouldBe([new("a", TextPieceKind.Plain), new("U+D800", TextPieceKind.Symbol), new("b", TextPieceKind.Plain)]);

    [Theory]
    [InlineData("see https://example.org/a?b=1&c=2.", "https://example.org/a?b=1&c=2")]
    [InlineData("<https://example.org/x>", "https://example.org/x")]
    [InlineData("(https://en.example.org/A_(b))", "https://en.example.org/A_(b)")]
    [InlineData("[1] http://example.org/, and", "http://example.org/")]
    public void Address_WhenItIsOfTheWeb_ThenItIsALink(string text, string link) =>
        VisibleText.Cut(text, links: true).Single(piece => piece.Kind == TextPieceKind.Link).Text.ShouldBe(link);

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("data:text/html,x")]
    [InlineData("http:// nowhere")]
    [InlineData("xhttp://example.org")]
    [InlineData("https://")]
    [InlineData("ftp://example.org/")]
    public void Address_WhenItIsAnythingElse_ThenItIsText(string text) =>
        VisibleText.Cut(text, links: true).ShouldAllBe(piece => piece.Kind == TextPieceKind.Plain);

    [Fact]
    public void Text_WhenItIsFlattened_ThenItIsOneLineWithSymbolsInBrackets() => VisibleText.Flatten("a\u202eb\nc").ShouldBe("a[U+202E]b c");
}
