using System.Collections.Immutable;
using Tributary.Lab;

namespace Tributary.Cli;

/// <summary>What <c>trib lab read --json</c> prints of a run.</summary>
internal sealed record RunView(
    string End, string Says, string? Id, string? Kernel, string? Program, int? Status, ImmutableArray<TotalsView> Totals, RunCountsView Counts, ImmutableArray<TestView> Tests, ImmutableArray<string> Splat, ImmutableArray<string> Output)
{
    public static RunView From(RunReport report) => new(
        RunText.NameOf(report.End), report.Says, report.Id, report.Kernel, report.Program, report.Status,
        [.. report.Totals.Select(totals => new TotalsView(totals.Suite, totals.Line, totals.Passed, totals.Parts, totals.Skipped, totals.Failed))],
        new(report.Count(TestVerdict.Passed), report.Count(TestVerdict.Skipped), report.Count(TestVerdict.Failed), report.Count(TestVerdict.Unfinished)),
        [.. report.Tests.Select(test => new TestView(test.Suite, test.Number, test.Name, RunText.NameOf(test.Verdict), test.IsPart, test.Output))], report.Splat, report.Output);
}

internal sealed record TotalsView(string Suite, string Line, int Passed, int? Parts, int Skipped, int Failed);

internal sealed record RunCountsView(int Passed, int Skipped, int Failed, int Unfinished);

internal sealed record TestView(string Suite, string Number, string Name, string Verdict, bool Part, ImmutableArray<string> Output);
