using Tributary.Mail;
using Tributary.Patches;
using Tributary.Store;

namespace Tributary.Server;

/// <summary>Reads what a pull request of the queue states, and what git said of it when it was looked at last.</summary>
/// <param name="database">The store.</param>
public sealed class SeriesPullReader(Database database)
{
    /// <summary>Of a series; null where it is no pull request.</summary>
    public async Task<SeriesPullModel?> FindAsync(SeriesSummary series, CancellationToken cancel)
    {
        if (!series.IsPullRequest || await new MessageQueries(database).FindAsync(series.Project, series.Head, cancel) is not { } mail) return null;
        return new(PullClaim.Read(PatchMail.Read(MessageReader.Read(mail.Raw)).Content), await new PullCheckStore(database).FindAsync(series.Head, cancel));
    }
}
