using System.Collections.Immutable;

namespace Tributary.Workflow;

/// <summary>How far a letter is for one of its recipients. The numbers are stored.</summary>
public enum RecipientState
{
    /// <summary>Not yet sent.</summary>
    Waiting = 0,

    /// <summary>Taken by a mail server.</summary>
    Sent = 1,

    /// <summary>Refused for good.</summary>
    Failed = 2,
}

/// <summary>The states' slugs.</summary>
public static class RecipientStates
{
    private static readonly ImmutableArray<string> Slugs = ["waiting", "sent", "failed"];

    extension(RecipientState state)
    {
        /// <summary>The slug.</summary>
        public string Slug => Slugs[(int)state];
    }
}
