using Tributary.Mail;
using Tributary.Patches;

namespace Tributary.Policy;

/// <summary>A message of a series that is checked: read, its lines told apart when a rule first asks.</summary>
/// <param name="message">The message.</param>
/// <param name="mail">The same as the people of patches see it.</param>
public sealed class SeriesPart(Message message, PatchMail mail)
{
    private MessageText? _text;
    private DiffText? _diff;

    /// <summary>The message.</summary>
    public Message Message { get; } = message;

    /// <summary>The same as the people of patches see it.</summary>
    public PatchMail Mail { get; } = mail;

    /// <summary>Its id.</summary>
    public MessageId Id => Message.Id;

    /// <summary>The lines of the commit message or letter.</summary>
    public MessageText Text => _text ??= MessageText.Read(Mail);

    /// <summary>The lines of the diff.</summary>
    public DiffText Diff => _diff ??= DiffText.Read(Mail.Diff);

    /// <summary>Its number in the series; 1 where it bears none.</summary>
    public int Number => Mail.Subject.Number ?? 1;

    /// <summary>True when it takes an earlier commit back: what is asked of new work is not asked of it.</summary>
    public bool IsRevert => Mail.Subject.Title.StartsWith("Revert", StringComparison.OrdinalIgnoreCase)
        || Mail.Content.Contains("This reverts commit ", StringComparison.Ordinal);

    /// <summary>Reads a message.</summary>
    public static SeriesPart Read(Message message) => new(message, PatchMail.Read(message));
}
