using System.Collections.Immutable;

namespace Tributary.Workflow;

/// <summary>What became of a mail command. The numbers are stored.</summary>
public enum CommandOutcome
{
    /// <summary>It changed the state of its series.</summary>
    Done = 0,

    /// <summary>What it asks stood already.</summary>
    Already = 1,

    /// <summary>The series that it is about is not here yet; it is carried out when it comes.</summary>
    Waiting = 2,

    /// <summary>It came with history, which never acts.</summary>
    History = 3,

    /// <summary>Its sender may not do this.</summary>
    Refused = 4,

    /// <summary>There is no such word.</summary>
    Unknown = 5,

    /// <summary>Nobody who is trusted says that it comes from whom it says.</summary>
    Unproven = 6,

    /// <summary>It was done, and somebody took it back.</summary>
    Undone = 7,

    /// <summary>A later line of the same mail says otherwise.</summary>
    Overruled = 8,
}

/// <summary>The outcomes' slugs.</summary>
public static class CommandOutcomes
{
    private static readonly ImmutableArray<string> Slugs = ["done", "already", "waiting", "history", "refused", "unknown", "unproven", "undone", "overruled"];

    extension(CommandOutcome outcome)
    {
        /// <summary>The slug, e.g. <c>refused</c>.</summary>
        public string Slug => Slugs[(int)outcome];
    }
}
