using Tributary.Mail;
using Tributary.Store;

namespace Tributary.Server;

/// <summary>Fetches the mails behind what the API shows.</summary>
internal sealed class MailContentReader(MessageQueries messages)
{
    // Mails read at once: a page of comments may hold hundreds, each of megabytes.
    private const int Handful = 20;

    /// <summary>A mail.</summary>
    /// <param name="project">Its project's number.</param>
    /// <param name="messageId">Its id, bare.</param>
    /// <param name="cancel">Ends it early.</param>
    public async Task<MailContent> ReadAsync(long project, string messageId, CancellationToken cancel) =>
        await messages.FindAsync(project, new MessageId(messageId), cancel) is { } stored ? MailContent.Of(stored) : MailContent.Gone;

    /// <summary>The mails of a project by their ids; those that have gone are left out.</summary>
    /// <param name="project">The project's number.</param>
    /// <param name="messageIds">Their ids, bare.</param>
    /// <param name="cancel">Ends it early.</param>
    public async Task<IReadOnlyDictionary<string, MailContent>> ListAsync(long project, IEnumerable<string> messageIds, CancellationToken cancel)
    {
        var found = new Dictionary<string, MailContent>();
        foreach (var some in messageIds.Chunk(Handful))
        {
            foreach (var stored in await messages.ListAsync(project, [.. some.Select(id => new MessageId(id))], cancel))
                found[stored.Id.Value] = MailContent.Of(stored);
        }

        return found;
    }
}
