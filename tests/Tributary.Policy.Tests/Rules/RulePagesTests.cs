namespace Tributary.Policy.Tests;

/// <summary>Each rule does what its page says: the mails there are its tests.</summary>
[Trait("Clause", "GEN-1")]
[Trait("Clause", "PFX-1")]
[Trait("Clause", "SER-1")]
[Trait("Clause", "REQ-2")]
[Trait("Clause", "REQ-4")]
[Trait("Clause", "STB-4")]
[Trait("Clause", "PFX-2")]
[Trait("Clause", "PFX-3")]
[Trait("Clause", "PFX-4")]
[Trait("Clause", "PFX-5")]
[Trait("Clause", "SER-2")]
[Trait("Clause", "SUB-1")]
[Trait("Clause", "SUB-2")]
[Trait("Clause", "TREE-7")]
[Trait("Clause", "REQ-1")]
[Trait("Clause", "REQ-3")]
[Trait("Clause", "REQ-5")]
[Trait("Clause", "REQ-6")]
[Trait("Clause", "REQ-7")]
[Trait("Clause", "ADV-1")]
[Trait("Clause", "ADV-2")]
[Trait("Clause", "ADV-3")]
[Trait("Clause", "IPR-1")]
[Trait("Clause", "IPR-2")]
[Trait("Clause", "IPR-3")]
public sealed class RulePagesTests
{
    public static TheoryData<string> Rules => [.. RuleCatalog.All.Select(rule => rule.Info.Id)];

    [Theory]
    [MemberData(nameof(Rules))]
    public void Page_WhenItShowsAMail_ThenTheRulePassesOrFailsIt(string id)
    {
        var (rule, page) = (RuleCatalog.Find(id)!, RulePage.Read(id));

        page.Cases.ShouldContain(one => one.IsPass, id);
        page.Cases.ShouldContain(one => !one.IsPass, id);
        foreach (var one in page.Cases)
        {
            var (series, facts) = one.Read();
            var found = RuleRunner.Run(series, facts, [rule]);

            if (one.IsPass) found.ShouldBeEmpty(one.Mail);
            else found.ShouldNotBeEmpty(one.Mail);
            foreach (var finding in found) finding.Fix.ShouldNotBeNullOrWhiteSpace();
        }
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void Sentence_WhenSomethingIsFound_ThenItIsOneAndHasNoFullStop(string id)
    {
        foreach (var one in RulePage.Read(id).Cases.Where(one => !one.IsPass))
        {
            var (series, facts) = one.Read();
            foreach (var finding in RuleRunner.Run(series, facts, [RuleCatalog.Find(id)!]))
            {
                finding.Sentence.ShouldNotEndWith(".");
                finding.Fix.ShouldNotEndWith(".");
                finding.Sentence.ShouldNotContain("\n");
                char.IsUpper(finding.Fix[0]).ShouldBeTrue(finding.Fix);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void Page_WhenItNamesSeverityAndClause_ThenTheyAreTheRules(string id)
    {
        var info = RuleCatalog.Find(id)!.Info;

        RulePage.Read(id).Text.ShouldStartWith($"# {id}\n{info.Title}. Severity: {info.Severity.ToString().ToLowerInvariant()}. Clause: {info.Clause}.\n");
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void Mend_WhenItIsMade_ThenTheRuleHasLessToSay(string id)
    {
        var rule = RuleCatalog.Find(id)!;
        foreach (var one in RulePage.Read(id).Cases.Where(one => !one.IsPass))
        {
            var (series, facts) = one.Read();
            var found = RuleRunner.Run(series, facts, [rule]);
            if (!found.Any(finding => finding.Mend is not null)) continue;

            SeriesPart Mended(SeriesPart part) => SeriesPart.Read(Tributary.Mail.MessageReader.Read(MailMending.Apply(part, found, out _)));
            var mended = series with { Cover = series.Cover is null ? null : Mended(series.Cover), Patches = [.. series.Patches.Select(Mended)] };

            RuleRunner.Run(mended, facts, [rule]).Length.ShouldBeLessThan(found.Length, one.Mail);
            mended.Patches.Select(patch => patch.Mail.Kind).ShouldAllBe(kind => kind == Tributary.Patches.MailKind.Patch);
        }
    }

    [Fact]
    public void Ids_WhenListed_ThenEachIsThereOnce() => RuleCatalog.All.Select(rule => rule.Info.Id).ShouldBeUnique();
}
