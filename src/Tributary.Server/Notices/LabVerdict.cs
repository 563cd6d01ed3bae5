using System.Collections.Immutable;
using Tributary.Store;

namespace Tributary.Server;

/// <summary>A verdict of the selftests on a series that is another than the one before.</summary>
/// <param name="Run">The run, with its end.</param>
/// <param name="Before">True where the run before said that something is worse; null where there was none.</param>
/// <param name="IsWorse">True where this one does.</param>
public sealed record LabVerdict(StoredRun Run, bool? Before, bool IsWorse)
{
    /// <summary>What fails anew, or is mended: the test and a sentence.</summary>
    public ImmutableArray<(string Test, string Why)> Tests { get; init; } = [];

    /// <summary>A verdict in words.</summary>
    public static string Of(bool isWorse) => isWorse ? "something fails that does not without it" : "nothing fails that does not without it";
}
