using System.Collections.Immutable;
using Tributary.Mail;
using Tributary.Policy;
using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Server;

/// <summary>The one answer to a mail of which a command was not carried out. Pure.</summary>
internal static class CommandAnswer
{
    // They stand indented.
    private const int Columns = 70;

    /// <summary>The letter.</summary>
    /// <param name="message">The mail.</param>
    /// <param name="place">Link name of the project, its profile, and its settings of such letters.</param>
    /// <param name="commands">What was not carried out.</param>
    /// <param name="roles">What its sender is to the series; nothing where that is not known.</param>
    public static OutgoingLetter To(Message message, (string Project, Profile Profile, NoticeSettings Settings) place, IReadOnlyList<StoredCommand> commands, WorkRoles roles) => new()
    {
        Key = $"command/{commands[0].Project}/{commands[0].Message}",
        To = [message.From], Subject = SubjectOf(message.Subject), Text = place.Settings.Template.Write(ValuesOf(message, (place.Project, place.Profile), commands, roles)), Automatic = AutoSubmitted.Replied,
        InReplyTo = message.Id, References = OutgoingLetter.ReferencesTo(message),
        Project = commands[0].Project, Series = commands[0].Series,
    };

    /// <summary>What the names of its template stand for.</summary>
    public static TemplateValues ValuesOf(Message message, (string Name, Profile Profile) project, IReadOnlyList<StoredCommand> commands, WorkRoles roles)
    {
        var bot = project.Profile.Commands.Bots.FirstOrDefault("");
        var texts = ImmutableDictionary<string, string>.Empty.Add("submitter", VisibleText.Flatten(message.From.Name)).Add("project", project.Name).Add("date", NoticeText.DateOf(message))
            .Add("bot", bot).Add("words", WordsOf(project.Profile)).Add("rights", RightsOf(roles));
        var lines = commands.Select(command => ImmutableDictionary<string, string>.Empty
            .Add("command", StableLine.BranchesOf(command.Word) is null ? $"{bot}: {VisibleText.Flatten(command.Word)}" : command.Word)
            .Add("reason", LetterLines.Wrap(VisibleText.Flatten(command.Reason), columns: Columns)));
        return new(texts, SeriesNotices.NoLists.Add("commands", [.. lines]));
    }

    // What is said with blanks stays on its line.
    private static string WordsOf(Profile profile)
    {
        var words = new CommandWords(profile.Commands).Taught.Concat(profile.Stable is null ? Array.Empty<string>() : ["stable\u00a06.6\u00a06.1"]);
        return LetterLines.Wrap(string.Join(", ", words), columns: Columns).Replace('\u00a0', ' ');
    }

    private static string SubjectOf(string subject) => subject.StartsWith("Re:", StringComparison.OrdinalIgnoreCase) ? subject : $"Re: {subject}";

    private static string RightsOf(WorkRoles roles) => roles switch
    {
        _ when (roles & ~WorkRoles.Author) != WorkRoles.None => "You may say all of it.",
        WorkRoles.Author => "As the author you may take your series out of review, e.g. by changes-requested,\nbring back what you took out, and ask for stable kernels; the rest is for maintainers.",
        _ => "Maintainers and delegates of the project may say all of it, from an address that\nthey confirmed in their account; the author of a series may take it out of review.",
    };
}
