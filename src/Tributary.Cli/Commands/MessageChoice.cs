using Tributary.Mail;
using Tributary.Store;

namespace Tributary.Cli;

/// <summary>The message that a command was given by its id.</summary>
internal static class MessageChoice
{
    /// <summary>The message, in the project that is meant or else in any other, unless <c>--project</c> names one.</summary>
    /// <exception cref="CommandException">It is not here.</exception>
    public static async Task<(StoredProject Project, StoredMessage Message)> FindAsync(CommandContext context, Database database, string text, CancellationToken cancel)
    {
        var id = MessageIdText.Find(text) ?? new MessageId(text.Trim().TrimStart('<').TrimEnd('>'));
        var chosen = await ProjectChoice.FindAsync(context, database, cancel);
        var others = context.Get(GlobalOptions.Project) is null ? await new ProjectQueries(database).ListAsync(cancel) : [];
        foreach (var project in others.Where(other => other.Id != chosen.Id).Prepend(chosen))
        {
            if (await new MessageQueries(database).FindAsync(project.Id, id, cancel) is { } found) return (project, found);
        }

        throw CommandException.No($"there is no message {id} in {chosen.Name}; import the archive that holds it");
    }
}
