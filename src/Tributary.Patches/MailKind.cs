namespace Tributary.Patches;

/// <summary>What a message is to the people who work with patches. The numbers are stored: never reuse one.</summary>
public enum MailKind
{
    /// <summary>Neither a patch nor an answer: discussion, a bug report, an announcement.</summary>
    None = 0,

    /// <summary>A patch: it holds a diff, in its text or attached.</summary>
    Patch = 1,

    /// <summary>The letter 0/N that introduces a series.</summary>
    CoverLetter = 2,

    /// <summary>An answer to another message.</summary>
    Reply = 3,

    /// <summary>A request to pull a branch or tag.</summary>
    PullRequest = 4,
}
