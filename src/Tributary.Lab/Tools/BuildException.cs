namespace Tributary.Lab;

/// <summary>A kernel or a program of the selftests does not build.</summary>
/// <param name="what">What does not: the program's name, or the kernel.</param>
/// <param name="why">The line that says why.</param>
/// <param name="log">What make complained of, the end of it.</param>
public sealed class BuildException(string what, string why, string log) : LabException($"{what} does not build: {why}")
{
    /// <summary>What make complained of, the end of it.</summary>
    public string Log { get; } = log;
}
