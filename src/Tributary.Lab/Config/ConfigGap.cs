using System.Collections.Immutable;

namespace Tributary.Lab;

/// <summary>An option that a configuration lacks for the selftests, or has otherwise (TST-2).</summary>
/// <param name="Option">Its name without <c>CONFIG_</c>.</param>
/// <param name="Wanted">The value that the fragment wants.</param>
/// <param name="Has">The value that the configuration has; <c>n</c> where it names none.</param>
/// <param name="Kind">What is wrong with it.</param>
/// <param name="Breaks">The tests that are known to fail without it.</param>
public sealed record ConfigGap(string Option, string Wanted, string Has, ConfigGapKind Kind, ImmutableArray<string> Breaks);

/// <summary>What is wrong with an option.</summary>
public enum ConfigGapKind
{
    /// <summary>It is wanted and off.</summary>
    Missing,

    /// <summary>It is wanted built in and is a module: it works where the module is there and loaded.</summary>
    Modular,

    /// <summary>It has another value.</summary>
    Different,
}
