using Tributary.Mail;
using Tributary.Patches;
using Tributary.Store;

namespace Tributary.Server;

/// <summary>Fetches the mails of a page and reads them, up to what a page can bear.</summary>
internal sealed class MailShelf(MessageQueries messages)
{
    // Beyond this a page shows who wrote when, and links; the longest threads of the list have a few hundred messages.
    private const int MostMails = 250;
    private const int MostBytes = 4 * 1024 * 1024;

    /// <summary>The mails of these ids that are here; the first ones when there are too many.</summary>
    public async Task<IReadOnlyDictionary<MessageId, PatchMail>> ReadAsync(long project, IEnumerable<MessageId> ids, CancellationToken cancel)
    {
        var asked = ids.Distinct().Take(MostMails).ToList();
        var read = new Dictionary<MessageId, PatchMail>();
        if (asked.Count == 0) return read;
        var order = asked.Index().ToDictionary(pair => pair.Item, pair => pair.Index);
        var budget = MostBytes;
        foreach (var stored in (await messages.ListAsync(project, asked, cancel)).OrderBy(stored => order[stored.Id]))
        {
            budget -= stored.Raw.Length;
            if (budget < 0) break;
            read[stored.Id] = PatchMail.Read(MessageReader.Read(stored.Raw));
        }

        return read;
    }
}
