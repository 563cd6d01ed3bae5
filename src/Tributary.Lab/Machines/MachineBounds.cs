namespace Tributary.Lab;

/// <summary>What a machine may take.</summary>
public sealed record MachineBounds
{
    // Enough for test_verifier; the others load programs and maps by the thousand.
    private const int MuchMemory = 6144;
    private static readonly TimeSpan TimeOfAll = TimeSpan.FromHours(3);

    // All of test_progs took eleven minutes by TCG.
    private static readonly TimeSpan TimeOfOne = TimeSpan.FromMinutes(30);

    /// <summary>What suites want: more memory where others than test_verifier run, more time where all of a tree do.</summary>
    /// <param name="suites">The suites; none where a program of one's own runs.</param>
    public static MachineBounds For(IReadOnlyCollection<Suite> suites)
    {
        var usual = new MachineBounds();
        var isAll = suites.Any(static suite => suite.IsAll);
        return usual with
        {
            Memory = suites.Any(static suite => suite.Program != "test_verifier") ? MuchMemory : usual.Memory, Time = isAll ? TimeOfAll : usual.Time,
            // A program that says nothing is ended by its own limit, and the next one runs.
            Program = isAll ? TimeOfOne : null, Silence = isAll ? TimeOfOne + usual.Silence : usual.Silence,
        };
    }

    /// <summary>Its memory, in MiB.</summary>
    public int Memory { get; init; } = 2048;

    /// <summary>Its processors.</summary>
    public int Processors { get; init; } = 2;

    /// <summary>How long it may run.</summary>
    public TimeSpan Time { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>How long each of several programs may run: then it is ended, and the next one runs. Null for as long as the machine may.</summary>
    public TimeSpan? Program { get; init; }

    /// <summary>How long it may print nothing.</summary>
    public TimeSpan Silence { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How much it may print, in bytes.</summary>
    public long Console { get; init; } = 32L * 1024 * 1024;
}
