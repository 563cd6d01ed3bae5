namespace Tributary.Store.Tests;

public sealed class WordDocumentTests
{
    [Fact]
    public void Of_WhenLater_ThenLarger()
    {
        var early = WordDocument.Of(9, 1_000_000_000_000_000, before: null);
        var late = WordDocument.Of(3, 1_000_000_001_000_000, before: null);
        late.Number.ShouldBeGreaterThan(early.Number);
        early.Message.ShouldBe(9);
        late.Message.ShouldBe(3);
    }

    [Fact]
    public void Of_WhenReadAgain_ThenAnotherNumberOfTheSameMessage()
    {
        var first = WordDocument.Of(9, 5_000_000, before: null);
        var second = WordDocument.Of(9, 5_000_000, first);
        second.ShouldNotBe(first);
        second.Message.ShouldBe(9);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(long.MaxValue)]
    public void Of_WhenTheDateIsWild_ThenANumberThatIsNotNegative(long sentAt) => WordDocument.Of((1 << 28) - 1, sentAt, before: null).Number.ShouldBeGreaterThanOrEqualTo(0);
}
