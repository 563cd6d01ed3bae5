namespace Tributary.Patches;

/// <summary>A commit message's word on where its change comes from, e.g. <c>commit 1f3c98eaddec upstream.</c></summary>
/// <param name="Kind">In which form it is said.</param>
/// <param name="Hex">The commit that it names: 7 to 64 lower-case hex digits.</param>
/// <param name="Line">The line that says so, trimmed.</param>
public sealed record UpstreamStatement(StatementKind Kind, string Hex, string Line);

/// <summary>The forms of a statement.</summary>
public enum StatementKind
{
    /// <summary><c>commit X upstream.</c></summary>
    CommitUpstream = 1,

    /// <summary><c>[ Upstream commit X ]</c></summary>
    UpstreamCommit = 2,

    /// <summary><c>(cherry picked from commit X)</c></summary>
    CherryPicked = 3,

    /// <summary><c>This is a backport of commit X</c>, <c>(backported from commit X)</c></summary>
    Backport = 4,
}
