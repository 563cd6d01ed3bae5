using System.Collections.Immutable;

namespace Tributary.Git;

/// <summary>What a git is given beside its repository and its arguments.</summary>
public sealed record GitRoom
{
    /// <summary>Nothing.</summary>
    public static GitRoom Plain { get; } = new();

    /// <summary>The folder it runs in, a worktree; null for the caller's.</summary>
    public string? Folder { get; init; }

    /// <summary>A scratch index instead of the repository's; its path.</summary>
    public string? Index { get; init; }

    /// <summary>Who commits; null where nothing is committed.</summary>
    public GitPerson? Committer { get; init; }

    /// <summary>The time of new commits; null for now.</summary>
    public DateTimeOffset? CommittedAt { get; init; }

    /// <summary>Who wrote what <c>git commit-tree</c> commits; null for the committer.</summary>
    public GitPerson? Author { get; init; }

    /// <summary>More settings, as after <c>git -c</c>.</summary>
    public ImmutableArray<string> Settings { get; init; } = [];
}

/// <summary>A person as commits name him.</summary>
/// <param name="Name">The name.</param>
/// <param name="Email">The address.</param>
public sealed record GitPerson(string Name, string Email);
