namespace Tributary.Server.Tests;

public sealed class QueryReaderTests
{
    private static readonly DateTimeOffset Now = new(2024, 5, 6, 7, 8, 9, TimeSpan.Zero);

    [Theory]
    [InlineData("one", "one")]
    [InlineData("one two", "one two AND")]
    [InlineData("one AND two OR three", "one two AND three OR")]
    [InlineData("one OR two AND three", "one two three AND OR")]
    [InlineData("(one OR two) three", "one two OR three AND")]
    [InlineData("one NOT two", "one two NOT AND")]
    [InlineData("one AND NOT (two three)", "one two three AND NOT AND")]
    [InlineData("one -two +three", "one two NOT AND three AND")]
    [InlineData("NOT NOT one", "one")]
    [InlineData("\"one two\" three", "[one two] three AND")]
    [InlineData("s:one f:\"two three\"", "Subject=one From=[two three] AND")]
    [InlineData("s:(one OR two) three", "Subject=one Subject=two OR three AND")]
    [InlineData("nosuch:one", "nosuch:one")]
    [InlineData("S:one", "Subject=one")]
    [InlineData("ONE and OR", "ONE and AND")]
    [InlineData("AND one OR", "one")]
    [InlineData("one OR ()", "one")]
    [InlineData(")) one ((", "one")]
    [InlineData("one \"two", "one two AND")]
    [InlineData("one* two", "one* two AND")]
    [InlineData("s: one", "one")]
    [InlineData("one & ; two", "one two AND")]
    public void Query_WhenRead_ThenItsPartsStandInTheOrderOfTheWork(string text, string parts) =>
        Tell(QueryReader.Read(text, Now)).ShouldBe(parts);

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("()")]
    [InlineData("NOT")]
    [InlineData("- + & \"\"")]
    public void Query_WhenItAsksForNothing_ThenItIsEmpty(string text) => QueryReader.Read(text, Now).ShouldBeOfType<QueryReading.Empty>();

    [Theory]
    [InlineData("d:someday..")]
    [InlineData("((((((((((one))))))))))")]
    public void Query_WhenItCannotBeAnswered_ThenItSaysWhy(string text) => QueryReader.Read(text, Now).ShouldBeOfType<QueryReading.Wrong>();

    [Fact]
    public void Query_WhenItIsHuge_ThenItIsRefused()
    {
        QueryReader.Read(string.Join(' ', Enumerable.Range(0, 100)), Now).ShouldBeOfType<QueryReading.Wrong>();
        QueryReader.Read(new string('a', 10_000), Now).ShouldBeOfType<QueryReading.Wrong>();
    }

    [Fact]
    public void Query_WhenItIsAnyText_ThenItIsReadOrRefused()
    {
        string[] pieces = ["one", "(", ")", " ", "\"", "AND ", "OR ", "NOT ", "-", "+", "s:", "d:", "d:2024..", "*", ":", "..", "f:x", "\u0000", "é"];
        var random = new Random(7);
        for (var i = 0; i < 20_000; i++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(12)).Select(_ => pieces[random.Next(pieces.Length)]));
            if (QueryReader.Read(text, Now) is QueryReading.Done done) done.Query.Finds(new("Subject: one\n\nx\n"u8.ToArray()));
        }
    }

    private static string Tell(QueryReading reading) =>
        string.Join(' ', reading.ShouldBeOfType<QueryReading.Done>().Query.Parts.Select(part => part.Term is { } term ? Tell(term) : part.Join.ToString().ToUpperInvariant()));

    private static string Tell(ArchiveTerm term) =>
        (term.Field == ArchiveField.Anywhere ? "" : $"{term.Field}=") + (term.Text.Contains(' ', StringComparison.Ordinal) ? $"[{term.Text}]" : term.Text) + (term.IsBeginning ? "*" : "");
}
