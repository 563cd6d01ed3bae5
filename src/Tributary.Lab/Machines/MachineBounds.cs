namespace Tributary.Lab;

/// <summary>What a machine may take.</summary>
public sealed record MachineBounds
{
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
