namespace Tributary.Server.Tests;

public sealed class NamePartsTests
{
    [Theory]
    [InlineData("[tree,v2,1/2] area: title", "[tree,v2,1/2]", "area: title")]
    [InlineData("area: title [sic]", "", "area: title [sic]")]
    [InlineData("Re: [PATCH] x", "Re: [PATCH]", "x")]
    [InlineData("Re: x", "Re:", "x")]
    [InlineData("[only]", "", "[only]")]
    [InlineData("[open title", "", "[open title")]
    [InlineData("Re: ", "", "Re: ")]
    [InlineData("Re: [open title", "", "Re: [open title")]
    [InlineData("  ", "", "(no subject)")]
    public void Name_WhenSplit_ThenTheTitleIsNeverEmpty(string name, string prefix, string title) => NameParts.Split(name).ShouldBe((prefix, title));

    [Theory]
    [InlineData("[tree,v2,1/2]", "tree", "")]
    [InlineData("[RFC,tree,v12,0/3]", "tree", "RFC")]
    [InlineData("[AUTOSEL,5.18,38/41]", null, "AUTOSEL, 5.18")]
    [InlineData("Re: [PATCH v2]", null, "Re: [PATCH v2]")]
    [InlineData("", null, "")]
    public void Prefix_WhenColumnsSayTheRest_ThenOnlyItsOwnWordsStay(string prefix, string? tree, string rest) => NameParts.Rest(prefix, tree).ShouldBe(rest);
}
