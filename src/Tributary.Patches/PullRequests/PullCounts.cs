namespace Tributary.Patches;

/// <summary>How much a pull request asks for; what is not said is null.</summary>
/// <param name="Commits">Commits.</param>
/// <param name="Files">Files changed.</param>
/// <param name="Insertions">Lines added.</param>
/// <param name="Deletions">Lines removed.</param>
public sealed record PullCounts(int? Commits, int? Files, int? Insertions, int? Deletions)
{
    /// <summary>Days since the oldest commit.</summary>
    public int? Days { get; init; }

    /// <summary>Nothing is said.</summary>
    public static PullCounts None { get; } = new(null, null, null, null);
}
