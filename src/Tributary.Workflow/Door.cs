using System.Collections.Immutable;

namespace Tributary.Workflow;

/// <summary>Through what a change came. The numbers are stored.</summary>
public enum Door
{
    /// <summary>A mail that arrived or was imported.</summary>
    Mail = 0,

    /// <summary>A page.</summary>
    Web = 1,

    /// <summary>Patchwork's API.</summary>
    Api = 2,

    /// <summary>What was seen in a repository.</summary>
    Git = 3,

    /// <summary>Scheduled work.</summary>
    Schedule = 4,

    /// <summary>A command on the machine.</summary>
    CommandLine = 5,
}

/// <summary>The doors' slugs.</summary>
public static class Doors
{
    private static readonly ImmutableArray<string> Slugs = ["mail", "web", "api", "git", "schedule", "command-line"];

    extension(Door door)
    {
        /// <summary>The slug, e.g. <c>command-line</c>.</summary>
        public string Slug => Slugs[(int)door];
    }
}
