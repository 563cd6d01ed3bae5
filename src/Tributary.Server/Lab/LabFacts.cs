using System.Text.Json;
using Tributary.Lab;

namespace Tributary.Server;

/// <summary>On what a run was made.</summary>
/// <param name="Release">The kernel, as uname gives it.</param>
/// <param name="Version">The version of its source.</param>
/// <param name="Package">That of the distribution's package, or null.</param>
/// <param name="Selftests">The version of the tests' tree.</param>
/// <param name="Mismatch">True where that is another (TST-4).</param>
/// <param name="Accelerator">kvm or tcg.</param>
/// <param name="Seconds">How long the machine ran.</param>
/// <param name="Nonce">The nonce of its markers.</param>
public sealed record LabFacts(string Release, string Version, string? Package, string? Selftests, bool Mismatch, string Accelerator, double Seconds, string Nonce)
{
    /// <summary>Of a run.</summary>
    public static LabFacts Of(LabResult result) => new(
        result.Kernel.Release, result.Kernel.Version, result.Kernel.Package, result.Selftests, result.IsMismatch, result.Accelerator.ToString().ToLowerInvariant(), Math.Round(result.Took.TotalSeconds, 1), result.Report.Id ?? "");

    /// <summary>As it is kept.</summary>
    public string Write() => JsonSerializer.Serialize(this, ViewJson.Options);

    /// <summary>Of what is kept; null where nothing is.</summary>
    public static LabFacts? Read(string text) => text.Length == 0 ? null : JsonSerializer.Deserialize<LabFacts>(text, ViewJson.Options);
}
