using System.Collections.Immutable;
using Tributary.Workflow;

namespace Tributary.Git;

/// <summary>Patches to be applied.</summary>
/// <param name="Name">The name of the worktree.</param>
/// <param name="Base">The commit to apply them on.</param>
/// <param name="Mails">The patches as <see cref="MailPatch.ToMail"/> writes them, in order.</param>
public sealed record AmRequest(string Name, CommitId Base, ImmutableArray<ReadOnlyMemory<byte>> Mails)
{
    /// <summary>The files that they touch.</summary>
    public required ImmutableArray<string> Paths { get; init; }

    /// <summary>Who commits.</summary>
    public required GitPerson Committer { get; init; }

    /// <summary>The message of the merge commit; null where there is none to be.</summary>
    public string? MergeMessage { get; init; }
}
