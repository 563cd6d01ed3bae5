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
}
