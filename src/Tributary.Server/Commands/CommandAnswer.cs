using System.Text;
using Tributary.Mail;
using Tributary.Policy;
using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Server;

/// <summary>The one answer to a mail of which a command was not carried out. Pure.</summary>
internal static class CommandAnswer
{
    private const int MostReferences = 50;

    /// <summary>The letter.</summary>
    /// <param name="message">The mail.</param>
    /// <param name="profile">The profile, for the words there are.</param>
    /// <param name="commands">What was not carried out.</param>
    /// <param name="roles">What its sender is to the series; nothing where that is not known.</param>
    public static OutgoingLetter To(Message message, Profile profile, IReadOnlyList<StoredCommand> commands, WorkRoles roles) => new()
    {
        Key = $"command/{commands[0].Project}/{commands[0].Message}",
        To = [message.From], Subject = SubjectOf(message.Subject), Text = Write(message, profile, commands, roles), Automatic = AutoSubmitted.Replied,
        InReplyTo = message.Id, References = [.. message.References.TakeLast(MostReferences), message.Id],
        Project = commands[0].Project, Series = commands[0].Series,
    };

    private static string SubjectOf(string subject) => subject.StartsWith("Re:", StringComparison.OrdinalIgnoreCase) ? subject : $"Re: {subject}";

    private static string Write(Message message, Profile profile, IReadOnlyList<StoredCommand> commands, WorkRoles roles)
    {
        var bot = profile.Commands.Bots[0];
        // Set in, so that none of it is a command when somebody sends it on.
        var text = new StringBuilder($"Your mail commands what was not done:\n\n");
        foreach (var command in commands) text.Append($"    {bot}: {VisibleText.Flatten(command.Word)}\n        {VisibleText.Flatten(command.Reason)}\n");
        var words = new CommandWords(profile.Commands);
        text.Append($"\nWhat can be said, on a line of its own that begins with {bot} and a colon:\n\n    {string.Join(", ", words.Taught)}\n\n");
        text.Append(roles switch
        {
            _ when (roles & ~WorkRoles.Author) != WorkRoles.None => "You may say all of it.\n",
            WorkRoles.Author => "As the author you may take your series out of review, e.g. by changes-requested, and bring back what you took out; the rest is for maintainers.\n",
            _ => "Maintainers and delegates of the project may say all of it, from an address that they confirmed in their account; the author of a series may take it out of review.\n",
        });
        return text.Append($"\nThis answers your mail of {message.Date.UtcDateTime:yyyy-MM-dd HH:mm} UTC; a program wrote it, and there is only this one.\n").ToString();
    }
}
