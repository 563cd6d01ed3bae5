using Tributary.Lab;

namespace Tributary.Cli;

/// <summary>What <c>trib lab run --json</c> prints: where it ran, and what <c>trib lab read --json</c> prints of the console.</summary>
internal sealed record LabRunView(string Release, string Version, string? Package, string? Selftests, bool Mismatch, string Accelerator, double Seconds, RunView Run)
{
    public static LabRunView From(LabResult result) => new(
        result.Kernel.Release, result.Kernel.Version, result.Kernel.Package, result.Selftests, result.IsMismatch, result.Accelerator.ToString().ToLowerInvariant(), Math.Round(result.Took.TotalSeconds, 3), RunView.From(result.Report));
}
