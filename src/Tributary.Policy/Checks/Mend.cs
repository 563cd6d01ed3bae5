namespace Tributary.Policy;

/// <summary>A change to a message that mends a finding without judgement.</summary>
/// <param name="Kind">What is done.</param>
/// <param name="Line">The line of the message part (<see cref="MailPlacePart"/>) that the kind speaks of, from 0.</param>
/// <param name="Text">The new line; empty where none is needed.</param>
public sealed record Mend(MendKind Kind, int Line, string Text);

/// <summary>What a mend does.</summary>
public enum MendKind
{
    /// <summary>The subject, decoded and whole, becomes the text.</summary>
    Subject,

    /// <summary>A line of the commit message becomes the text.</summary>
    ReplaceLine,

    /// <summary>A line of the commit message goes.</summary>
    RemoveLine,

    /// <summary>A line of the commit message goes and stands below the <c>---</c> line instead.</summary>
    MoveToNotes,

    /// <summary>The text becomes a trailer behind a line of the commit message.</summary>
    InsertAfter,

    /// <summary>An added line of the diff becomes the text (with its plus sign).</summary>
    ReplaceDiffLine,
}
