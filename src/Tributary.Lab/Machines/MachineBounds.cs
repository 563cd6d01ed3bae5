namespace Tributary.Lab;

/// <summary>What a machine may take.</summary>
public sealed record MachineBounds
{
    // Enough for test_verifier; the others load programs and maps by the thousand.
    private const int MuchMemory = 6144;
    private static readonly TimeSpan TimeOfAll = TimeSpan.FromHours(3);

    /// <summary>What suites want: more memory where others than test_verifier run, more time where all of a tree do.</summary>
    /// <param name="suites">The suites; none where a program of one's own runs.</param>
    public static MachineBounds For(IReadOnlyCollection<Suite> suites)
    {
        var usual = new MachineBounds();
        return usual with { Memory = suites.Any(static suite => suite.Program != "test_verifier") ? MuchMemory : usual.Memory, Time = suites.Any(static suite => suite.IsAll) ? TimeOfAll : usual.Time };
    }

    /// <summary>Its memory, in MiB.</summary>
    public int Memory { get; init; } = 2048;

    /// <summary>Its processors.</summary>
    public int Processors { get; init; } = 2;

    /// <summary>How long it may run.</summary>
    public TimeSpan Time { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>How long it may print nothing.</summary>
    public TimeSpan Silence { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How much it may print, in bytes.</summary>
    public long Console { get; init; } = 32L * 1024 * 1024;
}
