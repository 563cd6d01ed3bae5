namespace Tributary.Workflow;

/// <summary>A commit of mainline that fixes another one, or takes it back: it travels with it.</summary>
/// <param name="Commit">The commit.</param>
/// <param name="IsRevert">True where it takes it back.</param>
/// <param name="Release">The first release with it, or null.</param>
public sealed record FollowingFix(IndexedCommit Commit, bool IsRevert, string? Release);
