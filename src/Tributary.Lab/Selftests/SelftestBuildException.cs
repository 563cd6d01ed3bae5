namespace Tributary.Lab;

/// <summary>A program of the selftests does not build.</summary>
/// <param name="program">The program.</param>
/// <param name="why">The line that says why.</param>
/// <param name="log">What make complained of, the end of it.</param>
public sealed class SelftestBuildException(string program, string why, string log) : LabException($"{program} does not build: {why}")
{
    /// <summary>What make complained of, the end of it.</summary>
    public string Log { get; } = log;
}
