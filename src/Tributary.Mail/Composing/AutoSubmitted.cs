namespace Tributary.Mail;

/// <summary>What wrote a letter (the header Auto-Submitted, RFC 3834), so that programs which answer mail do not answer it.</summary>
public enum AutoSubmitted
{
    /// <summary>A program, by itself.</summary>
    Generated,

    /// <summary>A program, in answer to a mail.</summary>
    Replied,

    /// <summary>A person.</summary>
    No,
}
