using FsCheck;
using FsCheck.Fluent;

namespace Tributary.Policy.Tests;

[Trait("Clause", "SUB-3")]
public sealed class DelegationRulesTests
{
    private static readonly DelegationFacts Verifier = new()
    {
        Prefix = ["bpf-next", "v2"], Paths = ["kernel/bpf/verifier.c", "net/core/filter.c"], Lists = ["bpf@example.org", "bpf.example.org"],
        Added = ["\tif (!env->insn_aux_data)", "\t\treturn -EINVAL;"], Removed = ["\treturn 0;"],
    };

    [Fact]
    public void Decide_WhenSeveralFit_ThenTheFirstDecidesAndSaysWhy()
    {
        var rules = new DelegationRules([To("sam", paths: ["drivers/"]), To("ann", paths: ["kernel/bpf/"]), To("ben", paths: ["net/"])]);

        rules.Decide(Verifier).ShouldBe(new DelegationDecision("ann", 2, "Rule 2: touches kernel/bpf/verifier.c."));
        rules.Decide(Verifier with { Paths = ["README"] }).ShouldBeNull();
    }

    [Fact]
    public void Decide_WhenARuleHasSeveralConditions_ThenAllMustHold()
    {
        var rule = To("ann", paths: ["kernel/bpf/*.c"]) with { Prefixes = ["BPF-NEXT"], Lists = ["bpf.example.org"], Content = new("insn_aux", ChangedLines.Added, IsPattern: false) };

        new DelegationRules([rule]).Decide(Verifier)!.Reason.ShouldBe(
            "Rule 1: the prefix says bpf-next, sent to bpf.example.org, touches kernel/bpf/verifier.c, a line says +if (!env->insn_aux_data).");
        new DelegationRules([rule with { Lists = ["net.example.org"] }]).Decide(Verifier).ShouldBeNull();
        new DelegationRules([rule with { Prefixes = ["bpf"] }]).Decide(Verifier).ShouldBeNull();
    }

    [Theory]
    [InlineData("return 0", ChangedLines.Added, false, false)]
    [InlineData("return 0", ChangedLines.Removed, false, true)]
    [InlineData("return 0", ChangedLines.Changed, false, true)]
    [InlineData(@"return -E[A-Z]+;$", ChangedLines.Added, true, true)]
    [InlineData(@"return -E[a-z]+;$", ChangedLines.Added, true, false)]
    [InlineData(@"(a)\1", ChangedLines.Changed, true, false)]
    [InlineData(@"(", ChangedLines.Changed, true, false)]
    public void Content_WhenALineHoldsIt_ThenItFits(string text, ChangedLines side, bool isPattern, bool fits) =>
        (new DelegationRules([To("ann") with { Content = new(text, side, isPattern) }]).Decide(Verifier) is not null).ShouldBe(fits);

    [Fact]
    public void Content_WhenThePatternIsEvil_ThenItIsMatchedInLinearTime()
    {
        var rules = new DelegationRules([To("ann") with { Content = new("^(a+)+$", ChangedLines.Added, IsPattern: true) }]);

        rules.Decide(new() { Added = [new string('a', 100_000) + "!"] }).ShouldNotBeNull("only the beginning of a line is looked at");
        rules.Decide(new() { Added = [new string('a', 1_000) + "!"] }).ShouldBeNull();
    }

    [Fact]
    public void Decide_WhenARuleGivesToNobody_ThenNoLaterOneCounts() =>
        new DelegationRules([To("", paths: ["net/"]), To("ann")]).Decide(Verifier)!.To.ShouldBe("");

    [Fact]
    public void Checks_WhenRulesCannotBe_ThenEachIsToldWithItsNumber()
    {
        DelegationChecks.List([To("ann"), To("ben", paths: ["/kernel/"]), To("a b", paths: ["x"]) with { Content = new("(", ChangedLines.Added, IsPattern: true) }]).Select(wrong => wrong.Rule)
            .ShouldBe([1, 2, 3, 3]);
        DelegationChecks.List([To("ann", paths: ["kernel/bpf/"]), To("ben")]).ShouldBeEmpty();
        DelegationChecks.List([.. Enumerable.Repeat(To("ann", paths: ["x"]), 101)]).ShouldNotBeEmpty();
    }

    [Fact]
    public void Json_WhenWritten_ThenReadsAsTheSame() => Check.QuickThrowOnFailure(Prop.ForAll(Rules.ToArbitrary(), rule =>
        DelegationJson.TryRead(DelegationJson.Write(rule), out var read) is null && DelegationJson.Write(read) == DelegationJson.Write(rule) && read.Describe() == rule.Describe()));

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"to\":1}")]
    [InlineData("{\"to\":\"ann\",\"path\":[\"x\"]}")]
    [InlineData("{\"to\":\"ann\",\"content\":\"x\",\"lines\":\"all\"}")]
    [InlineData("{\"to\":\"ann\",\"paths\":[[[[[[\"x\"]]]]]]}")]
    public void Json_WhenItIsNoRule_ThenItIsTold(string json) => DelegationJson.TryRead(json, out _).ShouldNotBeNullOrEmpty();

    [Fact]
    public void Json_WhenAnythingAtAllIsRead_ThenNothingIsThrown() =>
        Check.QuickThrowOnFailure(Prop.ForAll(ArbMap.Default.ArbFor<string?>(), text => DelegationJson.TryRead(text ?? "", out _) is var _));

    [Fact]
    [Trait("Clause", "IPR-3")]
    public void Profiles_WhenRead_ThenTheirRulesHold()
    {
        var bpf = new DelegationRules(BuiltInProfiles.Find("bpf")!.Delegation);
        bpf.Decide(new() { Prefix = ["bpf-next"] })!.To.ShouldBe("bpf");
        bpf.Decide(new() { Prefix = ["iproute2-next"], Paths = ["tc/f_bpf.c"] })!.To.ShouldBe("shemminger");
        bpf.Decide(new() { Prefix = ["net-next"], Paths = ["tools/lib/bpf/libbpf.c"] })!.To.ShouldBe("bpf");
        bpf.Decide(new() { Prefix = ["net-next"], Paths = ["drivers/net/tun.c"] }).ShouldBeNull();
        new DelegationRules(BuiltInProfiles.Find("iproute2")!.Delegation).Decide(new())!.To.ShouldBe("shemminger");
        foreach (var name in BuiltInProfiles.Names) DelegationChecks.List(BuiltInProfiles.Find(name)!.Delegation).ShouldBeEmpty(name);
    }

    private static readonly Gen<DelegationRule> Rules =
        from to in Gen.Elements("", "ann", "käthe", "x\"y")
        from paths in Gen.ListOf(Gen.Elements("kernel/bpf/", "a*b", "ü"))
        from words in Gen.ListOf(Gen.Elements("bpf", "net-next"))
        from text in Gen.Elements(null, "x", "\\d+", "<b>")
        from side in Gen.Elements(Enum.GetValues<ChangedLines>())
        from isPattern in Gen.Elements(true, false)
        select new DelegationRule { To = to, Paths = [.. paths], Prefixes = [.. words], Content = text is null ? null : new(text, side, isPattern) };

    private static DelegationRule To(string name, string[]? paths = null) => new() { To = name, Paths = [.. paths ?? []] };
}
