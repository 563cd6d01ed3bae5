using System.Collections.Immutable;

namespace Tributary.Workflow;

/// <summary>How far a series is on its way into a tree. The numbers are stored.</summary>
public enum ApplicationState
{
    /// <summary>A patch does not fit: a worktree is open in which somebody mends it.</summary>
    Conflict = 0,

    /// <summary>It stands on a branch here, and is not pushed.</summary>
    Applied = 1,

    /// <summary>The tree has it.</summary>
    Pushed = 2,

    /// <summary>It was taken out of the tree again.</summary>
    Dropped = 3,

    /// <summary>It was given up before it was pushed.</summary>
    GivenUp = 4,
}

/// <summary>The slugs of <see cref="ApplicationState"/>.</summary>
public static class ApplicationStates
{
    private static readonly ImmutableArray<string> Slugs = ["conflict", "applied", "pushed", "dropped", "given-up"];

    extension(ApplicationState state)
    {
        /// <summary>The slug, e.g. <c>given-up</c>.</summary>
        public string Slug => Slugs[(int)state];
    }
}
