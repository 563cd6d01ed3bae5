using System.Collections.Immutable;

namespace Tributary.Workflow;

/// <summary>How far a letter in the outbox is. The numbers are stored.</summary>
public enum LetterState
{
    /// <summary>It is to be sent when it is due.</summary>
    Waiting = 0,

    /// <summary>A server is sending it.</summary>
    Sending = 1,

    /// <summary>Every recipient's mail server has taken it.</summary>
    Sent = 2,

    /// <summary>A recipient was refused for good, or it was tried for too long.</summary>
    Failed = 3,

    /// <summary>It is kept and shown and was not sent, for no way out is configured.</summary>
    DryRun = 4,

    /// <summary>Somebody took it back before it was sent.</summary>
    Cancelled = 5,
}

/// <summary>The states' slugs.</summary>
public static class LetterStates
{
    private static readonly ImmutableArray<string> Slugs = ["waiting", "sending", "sent", "failed", "dry-run", "cancelled"];

    extension(LetterState state)
    {
        /// <summary>The slug, e.g. <c>dry-run</c>.</summary>
        public string Slug => Slugs[(int)state];

        /// <summary>True when it can be put back to be sent again: what stands still and did not reach everybody.</summary>
        public bool MayRetry => state is LetterState.Failed or LetterState.DryRun or LetterState.Cancelled or LetterState.Waiting;

        /// <summary>True when it can be taken back.</summary>
        public bool MayCancel => state is LetterState.Waiting or LetterState.DryRun;
    }

    /// <summary>All states.</summary>
    public static ImmutableArray<LetterState> All { get; } = [.. Enum.GetValues<LetterState>()];

    /// <summary>The state of a slug.</summary>
    public static bool TryParse(string slug, out LetterState state)
    {
        var index = Slugs.IndexOf(slug);
        state = (LetterState)Math.Max(index, 0);
        return index >= 0;
    }
}
