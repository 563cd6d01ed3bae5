using Xunit.Abstractions;

namespace Tributary.Policy.Tests;

/// <summary>How the rules do on real mail.</summary>
[Trait("Speed", "all")]
public sealed class RuleFiguresTests(RuleCorpus corpus, ITestOutputHelper output) : IClassFixture<RuleCorpus>
{
    private static readonly Profile Bpf = BuiltInProfiles.Find("bpf")!;

    [Fact]
    public void Applied_WhenChecked_ThenErrorsAreTrue()
    {
        if (!RuleCorpus.IsHere(output)) return;
        var count = 0;
        var errors = new List<string>();
        foreach (var (series, tree) in corpus.Applied())
        {
            count++;
            foreach (var finding in RuleRunner.Run(series.Mail, new Facts { Profile = Bpf, Earlier = series.Earlier }))
            {
                if (finding.Severity == Severity.Error) errors.Add($"{finding.Rule.Id}\t{tree}\t{finding.Mail}\t{series.Mail.Head.Message.Subject}\t{finding.Sentence}");
            }
        }

        foreach (var line in errors.Order(StringComparer.Ordinal)) output.WriteLine(line);
        output.WriteLine($"{count} series, {errors.Count} errors");
        if (Environment.GetEnvironmentVariable("RULES_DUMP") is { } file) File.WriteAllLines(file, errors.Order(StringComparer.Ordinal).Append($"{count} series"));
    }

    [Fact]
    public void Rules_WhenAllMailIsChecked_ThenEachFires()
    {
        if (!RuleCorpus.IsHere(output)) return;
        var counts = new Dictionary<string, (int Count, string First)>();
        foreach (var series in corpus.Series.Values.Distinct())
        {
            foreach (var group in RuleRunner.Run(series.Mail, new Facts { Profile = Bpf, Earlier = series.Earlier }).GroupBy(finding => finding.Rule.Id))
            {
                var had = counts.GetValueOrDefault(group.Key);
                counts[group.Key] = (had.Count + 1, had.First ?? $"{group.First().Mail}: {group.First().Sentence}");
            }
        }

        var lines = RuleCatalog.All.Select(rule => $"{counts.GetValueOrDefault(rule.Info.Id).Count,6} {rule.Info.Severity} {rule.Info.Id} {counts.GetValueOrDefault(rule.Info.Id).First}");
        if (Environment.GetEnvironmentVariable("RULES_DUMP") is { } file) File.WriteAllLines(file + ".all", lines.Append($"{corpus.Series.Values.Distinct().Count()} series"));
    }
}
