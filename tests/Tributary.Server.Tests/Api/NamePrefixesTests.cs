namespace Tributary.Server.Tests;

public sealed class NamePrefixesTests
{
    [Theory]
    [InlineData("[tree,v2,1/3] a title", "tree v2 1/3")]
    [InlineData("a title", "")]
    [InlineData("[one] [two] a title [three]", "one two")]
    [InlineData("[PATCH,tree", "")]
    [InlineData("[PATCH,,a b] x", "a b")]
    [InlineData("", "")]
    public void Prefixes_WhenInBrackets_ThenEachIsOne(string name, string prefixes) =>
        string.Join(' ', NamePrefixes.Of(name)).ShouldBe(prefixes);

    [Theory]
    [InlineData("Turn widgets", true)]
    [InlineData("[tree,v2,1/3] widgets: turn", true)]
    [InlineData("[tree] widgets: turn", true)]
    [InlineData("[tree,01/12] widgets: turn", true)]
    [InlineData("[a/2] and/or 3/4", true)]
    [InlineData("[tree,2/3] widgets: turn", false)]
    [InlineData("[PATCHv3,tree,11/12] widgets: turn", false)]
    [InlineData("[v2PATCH12/15] widgets: turn", false)]
    public void SeriesName_WhenItIsThatOfALaterPatch_ThenThereIsNone(string name, bool isName) =>
        NamePrefixes.SeriesName(name).ShouldBe(isName ? name : null);
}
