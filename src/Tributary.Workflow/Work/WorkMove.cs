namespace Tributary.Workflow;

/// <summary>What can be done to a patch or series.</summary>
public enum WorkMove
{
    /// <summary>Take it out of review, without saying that a tree has it.</summary>
    Withdraw,

    /// <summary>Put it back where it was, by the one who took it out.</summary>
    BringBack,

    /// <summary>Set its state in any other way.</summary>
    SetState,

    /// <summary>Give it to somebody, or to nobody.</summary>
    Delegate,

    /// <summary>Put it into the archive, or take it out.</summary>
    Archive,

    /// <summary>Put it on hold, or take it off.</summary>
    Hold,

    /// <summary>Say which commit it became.</summary>
    SetCommit,

    /// <summary>Say where it is to be pulled from.</summary>
    SetPullUrl,

    /// <summary>Say which patches it is related to.</summary>
    Relate,

    /// <summary>Say what a check found.</summary>
    Check,

    /// <summary>Put tags on it, or take them off.</summary>
    Tag,

    /// <summary>Say which messages are one series, and which series are versions of each other.</summary>
    Relink,

    /// <summary>Say which tree takes it.</summary>
    SetTree,
}
