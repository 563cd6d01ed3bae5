using System.Collections.Immutable;
using System.Globalization;
using Xunit.Abstractions;

namespace Tributary.Policy.Tests;

/// <summary>How often routing names the tree that took a series, on the sample mail. The bounds are those asked for, or what was reached where more was asked.</summary>
[Trait("Speed", "slow")]
public sealed class RoutingFiguresTests(ITestOutputHelper output)
{
    private static readonly Lazy<List<AppliedOne>> Applied = new(AppliedSeries.Read);

    [Fact]
    [Trait("Clause", "PFX-2")]
    public void Routing_WhenItSeesTheSeriesAndOlderMail_ThenItNamesTheTreeThatTookIt()
    {
        if (!IsHere()) return;
        var profile = BuiltInProfiles.Find("bpf")!;
        var answers = Applied.Value.ConvertAll(one => (One: one, Decision: Router.Decide(profile, one.Facts)));
        foreach (var (one, decision) in answers.Where(static answer => answer.Decision.Tree != answer.One.Tree))
            output.WriteLine($"{one.Facts.Date:yyyy-MM-dd} {one.Tree}, not {decision.Tree} ({decision.Percent}): {one.Name}: {decision.Reason}");
        foreach (var group in answers.GroupBy(static answer => (answer.One.Tree, Said: answer.Decision.Tree)).OrderBy(static group => group.Key.Tree, StringComparer.Ordinal))
            output.WriteLine($"{group.Key.Tree} → {group.Key.Said}: {group.Count()}");

        Tell("routing agreement", answers);
        Tell("routing agreement 2019-2023", answers.Where(static answer => answer.One.IsBefore2024));
        Tell("routing agreement 2024", answers.Where(static answer => !answer.One.IsBefore2024));
        Tell("routing bpf alone", answers.Where(static answer => answer.One.Tree.StartsWith("bpf", StringComparison.Ordinal)));
        Figure.Tell("routing prefix alone", Rate(Applied.Value.Count(one => PrefixRouting.Decide(profile, one.Facts.Tags).Tree == one.Tree), Applied.Value.Count));
        foreach (var group in answers.GroupBy(static answer => answer.Decision.Sureness)) Tell($"routing where it is {group.Key}", group);
        ((double)answers.Count(static answer => answer.One.Tree == answer.Decision.Tree) / answers.Count).ShouldBeGreaterThanOrEqualTo(0.95);
    }

    [Fact]
    public void Weights_WhenFittedAnew_ThenAreThoseOfTheProfile()
    {
        if (!IsHere()) return;
        var profile = BuiltInProfiles.Find("bpf")!;
        var fitted = RoutingFit.Fit(profile, Applied.Value.FindAll(static one => one.IsBefore2024));
        foreach (var weights in fitted) output.WriteLine(RoutingFit.Write(weights));
        if (Environment.GetEnvironmentVariable("TRIBUTARY_ACCEPT") is { Length: > 0 } file) File.WriteAllLines(file, fitted.Select(RoutingFit.Write));

        ImmutableArray<RoutingWeight>[] held = [profile.Routing.Weights, profile.Routing.Areas[0].Weights, profile.Routing.Areas[1].Weights];
        foreach (var (weights, known) in fitted.Zip(held))
        {
            foreach (var (key, value) in weights) RoutingWeight.Of(known, key).ShouldBe(value, 0.05, key);
        }
    }

    private void Tell(string name, IEnumerable<(AppliedOne One, RouteDecision Decision)> answers)
    {
        var all = answers.ToList();
        var line = Rate(all.Count(static answer => answer.One.Tree == answer.Decision.Tree), all.Count);
        output.WriteLine($"{name}: {line}");
        Figure.Tell(name, line);
    }

    private static string Rate(int right, int all) => string.Create(CultureInfo.InvariantCulture, $"{right} of {all} ({100.0 * right / all:F1} %)");

    private bool IsHere()
    {
        if (AppliedSeries.Folder is null) output.WriteLine("NOT RUN: the sample mail is absent (TRIBUTARY_SHARED, or the folder shared beside the repository).");
        return AppliedSeries.Folder is not null;
    }
}
