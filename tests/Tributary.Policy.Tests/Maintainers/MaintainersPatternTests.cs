namespace Tributary.Policy.Tests;

public sealed class MaintainersPatternTests
{
    [Theory]
    [InlineData("kernel/bpf/", "kernel/bpf/core.c", 2)]
    [InlineData("kernel/bpf/", "kernel/bpf/preload/a.c", 2)]
    [InlineData("kernel/bpf", "kernel/bpf/core.c", 2)]
    [InlineData("kernel/bp", "kernel/bpf/core.c", null)]
    [InlineData("kernel/*.c", "kernel/fork.c", 2)]
    [InlineData("kernel/*.c", "kernel/bpf/core.c", null)]
    [InlineData("include/linux/bpf*", "include/linux/bpf_lsm.h", 3)]
    [InlineData("arch/*/net/", "arch/x86/net/a.c", 3)]
    [InlineData("drivers/a?c.c", "drivers/abc.c", 2)]
    [InlineData("drivers/a.c.c", "drivers/abc.c", null)]
    [InlineData("drivers/a[bc].c", "drivers/ab.c", 2)]
    [InlineData("*", "Makefile", -1)]
    [InlineData("*", "kernel/fork.c", null)]
    [InlineData("*/", "kernel/fork.c", -1)]
    [InlineData("drivers/(", "drivers/a.c", null)]
    public void Pattern_WhenTriedOnAPath_ThenItMatchesAtItsDepth(string pattern, string path, int? depth) =>
        (FilePattern.Matches(pattern, path, static folder => folder == "kernel/bpf", out var found) ? found : (int?)null).ShouldBe(depth);

    [Theory]
    [InlineData("rockchip", "rockchip")]
    [InlineData("bcm113*", "bcm11")]
    [InlineData("bcm[9]?6878", "6878")]
    [InlineData(@"(?:\b|_)bpf(?:\b|_)", "bpf")]
    [InlineData(@"phylink\.h|struct\s+phylink", "phylink.h phylink")]
    [InlineData(@"\b(?i:rust)\b", "")]
    [InlineData("a|bcd", "")]
    [InlineData("sun[x456789]i", "sun")]
    [InlineData("abc+d", "abc")]
    public void Words_WhenTakenFromAnExpression_ThenEveryMatchHoldsOne(string pattern, string words) => string.Join(' ', PatternWords.Find(pattern)).ShouldBe(words);

    [Fact]
    public void Expression_WhenDotNetDoesNotTakeIt_ThenItMatchesNothing() => new PerlPattern("bpf(").IsMatch("bpf(").ShouldBeFalse();

    [Theory]
    [InlineData("Ann Author <ann@example.com>", "Ann Author <ann@example.com>")]
    [InlineData("Ann B. Author <ann@example.com> (maintainer)", "\"Ann B. Author\" <ann@example.com>")]
    [InlineData("<ann@example.com>", "ann@example.com")]
    [InlineData("ann@example.com # v5.10", "ann@example.com")]
    [InlineData("\"Author, Ann\" <ann@example.com>", "\"Author, Ann\" <ann@example.com>")]
    [InlineData("nobody", "")]
    public void Person_WhenTakenApartAndPutTogether_ThenIsInTheScriptsForm(string text, string form) => MailPerson.Parse(text).ToString().ShouldBe(form);

    [Theory]
    [InlineData("ann@example.com, bob@example.com", 2)]
    [InlineData("Ann <ann@example.com>, Bob <bob@example.com>", 2)]
    [InlineData("Ann B. Author <ann@example.com>, Bob <bob@example.com>", 1)]
    [InlineData("\"Author, Ann\" <ann@example.com>", 1)]
    public void Addresses_WhenAllAreInForm_ThenTheyAreTakenApart(string text, int count) => AddressList.Split(text).Length.ShouldBe(count);

    [Fact]
    public void Mailmap_WhenItKnowsAnAddress_ThenNameAndAddressAreTheRightOnes()
    {
        var map = Mailmap.Parse("# comment\nAnn Author <ann@example.com> <ann@old.example.com>\nBob Builder <bob@example.com>\n<cat@example.com> <cat@old.example.com>\n"u8);

        map.Map(MailPerson.Parse("A <ann@old.example.com>")).ToString().ShouldBe("Ann Author <ann@example.com>");
        map.Map(MailPerson.Parse("bob@example.com")).ToString().ShouldBe("Bob Builder <bob@example.com>");
        map.Map(MailPerson.Parse("Cat <cat@old.example.com>")).ToString().ShouldBe("Cat <cat@example.com>");
    }

    [Fact]
    [Trait("Clause", "SUB-2")]
    public void Arguments_WhenAListOfTheProfileIsNamed_ThenItStandsInToAndAllOthersInCc()
    {
        Responsible[] people =
        [
            new("Ann Author <ann@example.com>", "maintainer:X", ResponsibleKind.Maintainer), new("alpha@lists.example.com", "open list:X", ResponsibleKind.List),
            new("beta@lists.example.com", "open list", ResponsibleKind.List),
        ];

        SendArguments.Of([.. people], new HashSet<string> { "alpha@lists.example.com" })
            .ShouldBe([("--to", "alpha@lists.example.com"), ("--cc", "Ann Author <ann@example.com>"), ("--cc", "beta@lists.example.com")]);
        SendArguments.Of([.. people], new HashSet<string>())[0].ShouldBe(("--to", "Ann Author <ann@example.com>"));
    }
}
