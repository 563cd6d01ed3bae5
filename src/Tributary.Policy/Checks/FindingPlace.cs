namespace Tributary.Policy;

/// <summary>Where in a message a finding is.</summary>
/// <param name="Part">The part of the message.</param>
/// <param name="Line">The line of that part, from 0.</param>
public sealed record FindingPlace(MailPlacePart Part, int Line)
{
    /// <summary>The subject.</summary>
    public static FindingPlace Subject { get; } = new(MailPlacePart.Subject, 0);

    /// <summary>The file that the diff changes there, or null.</summary>
    public string? Path { get; init; }

    /// <summary>The line of that file after the change, from 1; 0 where it has none.</summary>
    public int FileLine { get; init; }

    /// <summary>A line of the commit message or letter (<see cref="Tributary.Patches.PatchMail.Content"/>).</summary>
    public static FindingPlace Message(int line) => new(MailPlacePart.Message, line);

    /// <summary>A header field: the name of it, e.g. <c>Cc</c>.</summary>
    public static FindingPlace Header(string name) => new(MailPlacePart.Header, 0) { Path = name };

    /// <summary>A line of the diff.</summary>
    public static FindingPlace Diff(DiffText.Line line) => new(MailPlacePart.Diff, line.DiffLine) { Path = line.Path, FileLine = line.FileLine };
}

/// <summary>A part of a message. The numbers are stored.</summary>
public enum MailPlacePart
{
    /// <summary>The subject.</summary>
    Subject = 0,

    /// <summary>Another header field, named by <see cref="FindingPlace.Path"/>.</summary>
    Header = 1,

    /// <summary>The commit message, or the text of a letter.</summary>
    Message = 2,

    /// <summary>The diff.</summary>
    Diff = 3,
}
