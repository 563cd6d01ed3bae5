namespace Tributary.Lab.Tests;

[Trait("Clause", "TST-2")]
public sealed class ConfigComparisonTests
{
    [Theory]
    [InlineData("CONFIG_A=y", "CONFIG_A=y", "")]
    [InlineData("CONFIG_A=y", "# CONFIG_A is not set", "A Missing")]
    [InlineData("CONFIG_A=y", "", "A Missing")]
    [InlineData("CONFIG_A=y", "CONFIG_A=m", "A Modular")]
    [InlineData("CONFIG_A=m", "CONFIG_A=y", "")]
    [InlineData("CONFIG_A=m", "", "A Missing")]
    [InlineData("# CONFIG_A is not set", "CONFIG_A=y", "A Different")]
    [InlineData("# CONFIG_A is not set", "", "")]
    [InlineData("CONFIG_A=0x1000", "CONFIG_A=4096", "")]
    [InlineData("CONFIG_A=4096", "CONFIG_A=17", "A Different")]
    [InlineData("CONFIG_A=\"a,b\"", "CONFIG_A=\"a\"", "A Different")]
    [InlineData("CONFIG_A=n\nCONFIG_A=y\r\n", "CONFIG_A=y", "")]
    [InlineData("CONFIG_=y\n=\nCONFIG_A\n\0", "", "")]
    public void Option_WhenComparedWithTheKernels_ThenTheGapIsNamed(string wanted, string has, string gap) =>
        string.Join(' ', ConfigComparison.Compare(KernelConfig.Parse(wanted), KernelConfig.Parse(has), OptionTests.Parse("")).Select(each => $"{each.Option} {each.Kind}")).ShouldBe(gap);

    [Fact]
    public void Fragment_WhenLaidOverAnother_ThenItCounts() =>
        KernelConfig.Parse("CONFIG_A=y\nCONFIG_B=m").With(KernelConfig.Parse("CONFIG_B=y"))["B"].ShouldBe("y");

    [Fact]
    public void Gap_WhenTestsAreKnownToNeedIt_ThenTheyAreNamed() =>
        ConfigComparison.Compare(KernelConfig.Parse("CONFIG_FPROBE=y"), KernelConfig.Parse(""), OptionTests.BuiltIn).ShouldHaveSingleItem().Breaks.ShouldContain("kprobe_multi_test");

    // What was counted when the selftests of 6.1 were first held against Debian's configuration.
    [Fact]
    public void Debian_WhenHeldAgainstTheSelftests_ThenNineAreMissingAnd31Modular()
    {
        if (SharedFiles.List("lab", "config*") is not [var debian, var selftests, ..]) return;

        var gaps = ConfigComparison.Compare(KernelConfig.Parse(File.ReadAllText(selftests)), KernelConfig.Parse(File.ReadAllText(debian)), OptionTests.BuiltIn);

        gaps.CountBy(gap => gap.Kind).ToDictionary().ShouldBe(new Dictionary<ConfigGapKind, int> { [ConfigGapKind.Missing] = 9, [ConfigGapKind.Modular] = 31 });
    }
}
