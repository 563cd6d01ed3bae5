using System.Collections.Immutable;
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
    /// <summary>The options of the configuration that the selftests want and the kernel does not have so (TST-2).</summary>
    public ImmutableArray<LabOption> Lacks { get; init; } = [];

    /// <summary>Of a run.</summary>
    public static LabFacts Of(LabResult result) => new(
        result.Kernel.Release, result.Kernel.Version, result.Kernel.Package, result.Selftests, result.IsMismatch, result.Accelerator.ToString().ToLowerInvariant(), Math.Round(result.Took.TotalSeconds, 1), result.Report.Id ?? "") { Lacks = LabOption.Of(result.Lacks) };

    /// <summary>As it is kept.</summary>
    public string Write() => JsonSerializer.Serialize(this, ViewJson.Options);

    /// <summary>Of what is kept; null where nothing is.</summary>
    public static LabFacts? Read(string text) => text.Length == 0 ? null : JsonSerializer.Deserialize<LabFacts>(text, ViewJson.Options);
}

/// <summary>An option of the kernel's configuration that the selftests want otherwise.</summary>
/// <param name="Option">Its name.</param>
/// <param name="Wanted">The value that they want.</param>
/// <param name="Has">The value that it has; <c>n</c> where it is off, <c>m</c> where it is a module, which guests do not have.</param>
/// <param name="Breaks">The tests that are known to fail without it.</param>
public sealed record LabOption(string Option, string Wanted, string Has, ImmutableArray<string> Breaks)
{
    /// <summary>In words: <c>CONFIG_FPROBE (breaks kprobe_multi_test)</c>.</summary>
    public string Says => $"{Option}{Has switch { "n" => "", "m" => ", a module", _ => $"={Has} in place of {Wanted}" }}{(Breaks.IsEmpty ? "" : $" (breaks {string.Join(", ", Breaks)})")}";

    /// <summary>Of what a run tells.</summary>
    public static ImmutableArray<LabOption> Of(ImmutableArray<ConfigGap> gaps) => [.. gaps.Select(static gap => new LabOption($"CONFIG_{gap.Option}", gap.Wanted, gap.Has, gap.Breaks))];

    /// <summary>All of them in a sentence; empty where there are none.</summary>
    /// <param name="options">The options.</param>
    /// <param name="most">How many are named.</param>
    public static string Sentence(ImmutableArray<LabOption> options, int most) =>
        options.IsEmpty ? "" : $"The kernel lacks {options.Length} {(options.Length == 1 ? "option" : "options")} that the selftests want: {string.Join("; ", options.Take(most).Select(static option => option.Says))}{(options.Length > most ? "; …" : "")}.";
}
