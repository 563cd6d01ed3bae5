using System.Collections.Immutable;

namespace Tributary.Workflow;

/// <summary>How it is known which commit a patch became. The numbers are stored; a smaller one is the better proof.</summary>
public enum CommitFound
{
    /// <summary>It was applied here.</summary>
    Applied = 0,

    /// <summary>A Link: trailer of the commit leads to the patch.</summary>
    Link = 1,

    /// <summary>A Message-ID: trailer of the commit names it.</summary>
    MessageId = 2,

    /// <summary>The change is the same: git's patch-id.</summary>
    PatchId = 3,

    /// <summary>Title and author are the same.</summary>
    Title = 4,

    /// <summary>It is the commit that a pull request asks for.</summary>
    PullRequest = 5,
}

/// <summary>The slugs of <see cref="CommitFound"/>.</summary>
public static class CommitFinds
{
    private static readonly ImmutableArray<string> Slugs = ["applied", "link", "message-id", "patch-id", "title", "pull-request"];

    extension(CommitFound found)
    {
        /// <summary>The slug, e.g. <c>patch-id</c>.</summary>
        public string Slug => Slugs[(int)found];
    }
}
