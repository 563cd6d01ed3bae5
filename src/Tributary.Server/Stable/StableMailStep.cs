using System.Collections.Immutable;
using Tributary.Mail;
using Tributary.Patches;
using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Server;

/// <summary>Reads in the archive what became of fixes on their way into stable branches: sent, in review, added, failed. It may run any number of times.</summary>
/// <param name="database">The archive and the queue.</param>
public sealed class StableMailStep(Database database)
{
    private const int MostAtOnce = 5000;

    /// <summary>Looks through the mails that came since.</summary>
    /// <returns>How many marks were made.</returns>
    public async Task<int> RunAsync(StoredProject project, CancellationToken cancel)
    {
        var store = new StableStore(database);
        var count = 0;
        while (await store.ListUnreadAsync(project.Id, MostAtOnce, cancel) is { IsEmpty: false } unread)
        {
            var mails = new List<(MessageId Id, DateTimeOffset Date, string From, StableMail Mail)>();
            foreach (var (_, id, _) in unread.Where(static one => StableMail.IsLikely(one.Subject)))
            {
                if (await new MessageQueries(database).FindAsync(project.Id, id, cancel) is not { } stored) continue;
                var message = MessageReader.Read(stored.Raw);
                if (StableMail.Read(message) is { } mail) mails.Add((id, message.Date, message.From.Name.Length > 0 ? message.From.Name : message.From.Address, mail));
            }

            var fixes = mails.Count == 0 ? [] : await store.ListAsync(project.Id, cancel);
            await using var write = await database.Writer.BeginAsync(WritePriority.Interactive, cancel);
            foreach (var (id, date, from, mail) in mails)
            {
                foreach (var fix in fixes.Where(fix => Concerns(mail, fix)))
                {
                    foreach (var branch in mail.Branches)
                    {
                        await StableStore.MarkAsync(write, fix.Id, new(branch, KindOf(mail.Kind), $"mail {id}", from, date), cancel);
                        count++;
                    }
                }
            }

            await StableStore.NoteReadAsync(write, project.Id, unread[^1].Number, cancel);
            await write.CommitAsideAsync(cancel);
        }

        return count;
    }

    // The commit where it is named; else the title with the author.
    private static bool Concerns(StableMail mail, StableFix fix) => mail.Upstream.IsEmpty
        ? CommitText.TitleKey(mail.Title) == CommitText.TitleKey(fix.Title) && (mail.Kind is StableMailKind.Added or StableMailKind.Failed || fix.Author.Contains(mail.Mail.Author.Address, StringComparison.OrdinalIgnoreCase))
        : mail.Upstream.Any(hex => fix.Commit.Hex.StartsWith(hex, StringComparison.Ordinal)) || (CommitText.TitleKey(mail.Title) == CommitText.TitleKey(fix.Title) && fix.Author.Contains(mail.Mail.Author.Address, StringComparison.OrdinalIgnoreCase));

    private static StableMarkKind KindOf(StableMailKind kind) => kind switch
    {
        StableMailKind.Sent => StableMarkKind.Submitted,
        StableMailKind.Failed => StableMarkKind.Failed,
        _ => StableMarkKind.Queued,
    };
}
