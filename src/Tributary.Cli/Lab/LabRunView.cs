using System.Collections.Immutable;
using Tributary.Lab;
using Tributary.Server;

namespace Tributary.Cli;

/// <summary>What <c>trib lab run --json</c> prints: where it ran, what <c>trib lab read --json</c> prints of the console, and what it is beside the base.</summary>
internal sealed record LabRunView(string Release, string Version, string? Package, string? Selftests, bool Mismatch, string Accelerator, double Seconds, ImmutableArray<LabOption> Lacks, RunView Run, ComparisonView? Base)
{
    public static LabRunView From(LabResult result, RunComparison? compared) => new(
        result.Kernel.Release, result.Kernel.Version, result.Kernel.Package, result.Selftests, result.IsMismatch, result.Accelerator.ToString().ToLowerInvariant(), Math.Round(result.Took.TotalSeconds, 3),
        LabOption.Of(result.Lacks), RunView.From(result.Report), compared is null ? null : ComparisonView.From(compared));
}

internal sealed record ComparisonView(bool Worse, bool RunBroken, ImmutableArray<string> Complaints, ImmutableArray<ComparedView> Tests)
{
    public static ComparisonView From(RunComparison compared) => new(
        compared.IsWorse, compared.IsRunBroken, compared.Complaints, [.. compared.Tests.Select(static test => new ComparedView(test.Test.Suite, test.Test.Number, test.Test.Name, RunText.NameOf(test.Kind), test.Says))]);
}

internal sealed record ComparedView(string Suite, string Number, string Name, string Kind, string Says);
