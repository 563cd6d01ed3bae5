using System.Collections.Immutable;
using System.Globalization;
using Tributary.Git;
using Tributary.Mail;
using Tributary.Patches;
using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Server;

/// <summary>A commit that is known as a patch.</summary>
/// <param name="Commit">The commit.</param>
/// <param name="Patch">The patch.</param>
/// <param name="Found">By what.</param>
/// <param name="Reason">That in a sentence.</param>
internal sealed record CommitSighting(CommitEntry Commit, PatchCandidate Patch, CommitFound Found, string Reason);

/// <summary>Finds which commits are which patches: by Link, Message-ID, patch-id, title and author, in this order.</summary>
internal sealed class SightingMatch(Database database, TreeRepository repository)
{
    private static readonly TimeSpan Oldest = TimeSpan.FromDays(400);
    private readonly PatchIdStore store = new(database);

    /// <summary>Notes by what the patches of the last year are known, where that was not done yet.</summary>
    public static async Task LearnAsync(Database database, DateTimeOffset now, CancellationToken cancel)
    {
        var marks = new PatchIdStore(database);
        var threads = new ThreadQueries(database);
        for (var after = 0L; await marks.ListLackingAsync(now - Oldest, after, cancel) is { Count: > 0 } numbers; after = numbers[^1])
        {
            var raws = await threads.ListRawsAsync([.. numbers], cancel);
            await marks.AddAsync([.. raws.Select(static raw => MarkOf(raw))], cancel);
        }
    }

    /// <summary>The commits that are patches of ours, each with one patch a project.</summary>
    public async Task<ImmutableArray<CommitSighting>> FindAsync(ImmutableArray<CommitEntry> commits, CancellationToken cancel)
    {
        var found = ImmutableArray.CreateBuilder<CommitSighting>();
        var words = commits.Where(static commit => commit.Parents < 2).ToDictionary(static commit => commit, static commit => CommitWords.Read(commit.Message));
        var left = words.Keys.ToList();
        Take((left, found), (CommitFound.Link, "Its Link: leads to the patch"), commit => words[commit].Links, await store.ListByMessageAsync(words.Values.SelectMany(static word => word.Links), cancel));
        await TakeCoversAsync(left, found, words, cancel);
        Take((left, found), (CommitFound.MessageId, "Its Message-ID: names the patch"), commit => words[commit].MessageIds, await store.ListByMessageAsync(words.Values.SelectMany(static word => word.MessageIds), cancel));
        await TakeByChangeAsync(left, found, cancel);
        return found.ToImmutable();
    }

    private static void Take(
        (List<CommitEntry> Left, ImmutableArray<CommitSighting>.Builder Found) work, (CommitFound Found, string Reason) how, Func<CommitEntry, ImmutableArray<string>> ids, ImmutableArray<PatchCandidate> there)
    {
        var (left, found) = work;
        var byId = there.ToLookup(static patch => patch.MessageId.Value, StringComparer.Ordinal);
        foreach (var commit in left.ToList())
        {
            if (ids(commit).Select(id => byId[id].ToList()).FirstOrDefault(static patches => patches.Count > 0) is not { } patches) continue;
            found.AddRange(patches.Select(patch => new CommitSighting(commit, patch, how.Found, how.Reason)));
            left.Remove(commit);
        }
    }

    // A Link: may lead to the cover letter: the title says which patch it is.
    private async Task TakeCoversAsync(List<CommitEntry> left, ImmutableArray<CommitSighting>.Builder found, Dictionary<CommitEntry, CommitWords> words, CancellationToken cancel)
    {
        var linked = left.Where(commit => !words[commit].Links.IsEmpty).ToList();
        if (linked.Count == 0) return;
        var byTitle = (await store.ListByCoverAsync(linked.SelectMany(commit => words[commit].Links), cancel)).ToLookup(static patch => patch.Title, StringComparer.Ordinal);
        foreach (var commit in linked)
        {
            if (byTitle[commit.Title].ToList() is not { Count: > 0 } patches) continue;
            found.AddRange(patches.Select(patch => new CommitSighting(commit, patch, CommitFound.Link, "Its Link: leads to the cover letter, and the title is the patch's")));
            left.Remove(commit);
        }
    }

    private async Task TakeByChangeAsync(List<CommitEntry> left, ImmutableArray<CommitSighting>.Builder found, CancellationToken cancel)
    {
        var byTitle = (await store.ListByTitleAsync(left.Select(static commit => commit.Title), cancel)).ToLookup(static patch => patch.Title, StringComparer.Ordinal);
        // A change is compared only where somebody sent patches under the author's name or this title: reading the diffs of a merge window takes its time.
        var asked = left.Where(commit => byTitle.Contains(commit.Title)).ToList();
        var ids = await CommitEntry.PatchIdsAsync(repository, [.. (asked.Count < left.Count && left.Count <= 500 ? left : asked).Select(static commit => commit.Id)], cancel);
        var byChange = (await store.ListByPatchIdAsync(ids.Values, cancel)).ToLookup(static patch => patch.PatchId, StringComparer.Ordinal);
        foreach (var commit in left)
        {
            if (ids.TryGetValue(commit.Id, out var id) && NewestByProject(byChange[id], commit) is { Count: > 0 } same)
                found.AddRange(same.Select(patch => new CommitSighting(commit, patch, CommitFound.PatchId, $"The change is the same: patch-id {id[..12]}")));
            else if (NewestByProject(byTitle[commit.Title].Where(patch => patch.Author.Equals(commit.Author.Email, StringComparison.OrdinalIgnoreCase)), commit) is { Count: > 0 } titled)
                found.AddRange(titled.Select(patch => new CommitSighting(commit, patch, CommitFound.Title, string.Create(CultureInfo.InvariantCulture, $"Title and author are the same, {commit.Author.Name}; the change is not"))));
        }
    }

    // Of several versions the last that was sent before the commit was made.
    private static List<PatchCandidate> NewestByProject(IEnumerable<PatchCandidate> patches, CommitEntry commit) =>
        [.. patches.GroupBy(static patch => patch.Project).Select(group => group.Where(patch => patch.SentAt <= commit.CommittedAt).MaxBy(static patch => patch.SentAt) ?? group.MinBy(static patch => patch.SentAt)!)];

    private static PatchMark MarkOf(StoredRaw raw)
    {
        var message = MessageReader.Read(raw.Raw);
        var mail = PatchMail.Read(message);
        return new(raw.Number, mail.Diff is { } diff ? PatchId.Of(diff) : "", mail.Subject.Title, mail.Author.Key, message.Date) { Fixes = CommitWords.Read(mail.Content).Fixes };
    }
}
