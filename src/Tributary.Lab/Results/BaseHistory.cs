using System.Collections.Immutable;

namespace Tributary.Lab;

/// <summary>How tests went on the base before.</summary>
public sealed record BaseHistory
{
    /// <summary>Runs of the base that are looked at, the newest of them.</summary>
    public int Runs { get; init; }

    /// <summary>In how many of them a test failed, by <see cref="TestResult.Key"/>; what never failed is not there.</summary>
    public ImmutableDictionary<string, int> Failures { get; init; } = ImmutableDictionary<string, int>.Empty;

    /// <summary>Tests that are known to fail, with the reason.</summary>
    public ImmutableDictionary<string, string> Known { get; init; } = ImmutableDictionary<string, string>.Empty;
}
