using System.Collections.Immutable;
using Tributary.Mail;
using Xunit.Abstractions;

namespace Tributary.Policy.Tests;

/// <summary>How the rules do on real mail: who breaks none is not blamed, who breaks one is told, and no rule is there for nothing.</summary>
[Trait("Speed", "all")]
public sealed class RuleFiguresTests(RuleCorpus corpus, ITestOutputHelper output) : IClassFixture<RuleCorpus>
{
    private const int Most = 100;
    private static readonly Profile Bpf = BuiltInProfiles.Find("bpf")!;

    // Rules of which no message of the sample mail can be an example: their pages say why.
    private const string WhyNone = "**No message of our sample mail breaks it:**";

    [Fact]
    public void Applied_WhenChecked_ThenHardlyAnErrorIsFalse()
    {
        if (!RuleCorpus.IsHere(output)) return;
        var known = TrueErrors.Read();
        var (count, blamed, wrong) = (0, 0, new List<string>());
        var used = new HashSet<(string, string)>();
        foreach (var (series, tree) in corpus.Applied())
        {
            count++;
            var errors = Run(series).Where(finding => finding.Severity == Severity.Error).ToList();
            used.UnionWith(errors.Select(error => (error.Rule.Id, TrueErrors.Digest(error.Mail))));
            var isFalse = errors.Where(error => !known.Contains((error.Rule.Id, TrueErrors.Digest(error.Mail)))).ToList();
            if (isFalse.Count > 0) blamed++;
            wrong.AddRange(isFalse.DistinctBy(error => (error.Rule.Id, error.Mail)).Select(error => $"{error.Rule.Id} {TrueErrors.Digest(error.Mail)} {tree} {series.Mail.Head.Message.Subject}: {error.Sentence}"));
        }

        foreach (var line in wrong.Order(StringComparer.Ordinal)) output.WriteLine(line);
        var value = $"{blamed} of {count} series ({100.0 * blamed / Math.Max(count, 1):F1} %)"
            + string.Concat(wrong.GroupBy(line => line.Split(' ')[0]).OrderByDescending(group => group.Count()).Select(group => $", {group.Key} {group.Count()}"));
        Figure.Tell("rules: false errors", value);
        output.WriteLine(value);
        if (Environment.GetEnvironmentVariable("TRIBUTARY_DUMP") is { Length: > 0 } file) File.WriteAllLines(file, wrong);
        (100.0 * blamed / count).ShouldBeLessThanOrEqualTo(2.0);
        known.Except(used).ShouldBeEmpty("true-errors.txt names what is no longer found");
    }

    [Fact]
    public void Violation_WhenItIsInjected_ThenItIsFound()
    {
        if (!RuleCorpus.IsHere(output)) return;
        Violations.All.Select(violation => violation.Rule).Order(StringComparer.Ordinal)
            .ShouldBe(RuleCatalog.All.Where(rule => rule.Info.Severity == Severity.Error).Select(rule => rule.Info.Id).Order(StringComparer.Ordinal));
        SortedSeries[] applied = [.. corpus.Applied().Select(row => row.Series)];
        var (allFound, allTried, low) = (0, 0, new List<string>());
        foreach (var (rule, violate) in Violations.All)
        {
            var (found, tried) = (0, 0);
            foreach (var series in applied.Where(series => !Run(series, rule).Any()))
            {
                var facts = new Facts { Profile = Bpf };
                if (tried == Most || violate(series.Mail, facts) is not var (broken, known) || IsSame(series.Mail, broken, facts, known)) continue;
                tried++;
                if (RuleRunner.Run(broken, known, [RuleCatalog.Find(rule)!]).Any()) found++;
                else output.WriteLine($"{rule} missed: {series.Mail.Head.Id}");
            }

            (allFound, allTried) = (allFound + found, allTried + tried);
            output.WriteLine($"{rule}: {found} of {tried}");
            if (found < 0.98 * tried || tried == 0) low.Add($"{rule}: {found} of {tried}");
        }

        Figure.Tell("rules: injected found", $"{allFound} of {allTried} ({100.0 * allFound / allTried:F1} %), {Violations.All.Length} rules, {low.Count} below 98 %");
        low.ShouldBeEmpty();
    }

    [Fact]
    public void Rules_WhenAllMailIsChecked_ThenEachFiresOrItsPageSaysWhyNot()
    {
        if (!RuleCorpus.IsHere(output)) return;
        var counts = new Dictionary<string, int>();
        foreach (var series in corpus.Series.Values.Distinct())
        {
            foreach (var rule in Run(series).Select(finding => finding.Rule.Id).Distinct()) counts[rule] = counts.GetValueOrDefault(rule) + 1;
        }

        string[] silent = [.. RuleCatalog.All.Select(rule => rule.Info.Id).Where(rule => !counts.ContainsKey(rule))];
        Figure.Tell("rules: fire on real mail", $"{RuleCatalog.All.Length - silent.Length} of {RuleCatalog.All.Length}; the pages of the others say why not");
        output.WriteLine(string.Join('\n', counts.OrderByDescending(pair => pair.Value).Select(pair => $"{pair.Key}: {pair.Value}")));
        silent.Where(rule => !RulePage.Read(rule).Text.Contains(WhyNone, StringComparison.Ordinal)).ShouldBeEmpty();
        counts.Keys.Where(rule => RulePage.Read(rule).Text.Contains(WhyNone, StringComparison.Ordinal)).ShouldBeEmpty();
    }

    // Mail in base64 cannot be changed as text.
    private static bool IsSame(SeriesMail sound, SeriesMail broken, Facts before, Facts after) => ReferenceEquals(before, after) && sound.Letters.Length == broken.Letters.Length
        && sound.Letters.Zip(broken.Letters).All(pair => pair.First.Mail.Subject.Raw == pair.Second.Mail.Subject.Raw && pair.First.Mail.Content == pair.Second.Mail.Content && pair.First.Mail.Diff == pair.Second.Mail.Diff
            && pair.First.Message.To.SequenceEqual(pair.Second.Message.To) && pair.First.Message.Cc.SequenceEqual(pair.Second.Message.Cc) && pair.First.Message.Parts.Length == pair.Second.Message.Parts.Length);

    private static ImmutableArray<Finding> Run(SortedSeries series) => RuleRunner.Run(series.Mail, new Facts { Profile = Bpf, Earlier = series.Earlier });

    private static ImmutableArray<Finding> Run(SortedSeries series, string rule) => RuleRunner.Run(series.Mail, new Facts { Profile = Bpf, Earlier = series.Earlier }, [RuleCatalog.Find(rule)!]);
}
