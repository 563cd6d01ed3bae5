using System.Collections.Immutable;
using Tributary.Patches;
using Tributary.Policy;
using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Server;

/// <summary>
/// Puts into the queue what trees of fixes took, and what asked for stable and was taken by any tree (STB-4, STB-5). It may run at any time and any number
/// of times: a fix is in the queue once.
/// </summary>
/// <param name="database">The ledger of commits, and the queue.</param>
/// <param name="clock">Tells the time.</param>
public sealed class StableCollectStep(Database database, TimeProvider clock)
{
    private const int MostAtOnce = 100;

    /// <summary>Looks at the patches of a project that were taken since.</summary>
    /// <returns>How many fixes came.</returns>
    public async Task<int> RunAsync(StoredProject project, Profile profile, CancellationToken cancel)
    {
        if (profile.Stable is null) return 0;
        var taken = await new StableStore(database).ListTakenAsync(project.Id, cancel);
        var fixTrees = profile.Trees.Where(static tree => tree.Kind == TreeKind.Fixes).Select(static tree => tree.Name).ToHashSet(StringComparer.Ordinal);
        var count = 0;
        foreach (var part in taken.Chunk(MostAtOnce))
        {
            var found = new List<StableFix>();
            foreach (var patch in part)
            {
                if (await new MessageQueries(database).FindAsync(project.Id, patch.Message, cancel) is { } stored && Decide(project, patch, PatchMail.Read(Mail.MessageReader.Read(stored.Raw)), fixTrees.Contains(patch.Tree)) is { } fix) found.Add(fix);
            }

            if (found.Count == 0) continue;
            await using var write = await database.Writer.BeginAsync(WritePriority.Interactive, cancel);
            await StableStore.AddAsync(write, found, cancel);
            await write.CommitAsideAsync(cancel);
            count += found.Count;
        }

        return count + await TakeWishesAsync(project, cancel);
    }

    /// <summary>Asks for fixes by hand: from a mail's command, the command line or the browser.</summary>
    /// <param name="write">The transaction of the asking.</param>
    /// <param name="fix">What is asked for; where it is in the queue it gains the branches.</param>
    /// <param name="cancel">Ends it early.</param>
    public Task AskAsync(WriteTransaction write, StableFix fix, CancellationToken cancel) => StableStore.AddAsync(write, [fix with { At = clock.GetUtcNow() }], cancel);

    // What mails asked for before a tree had it.
    private async Task<int> TakeWishesAsync(StoredProject project, CancellationToken cancel)
    {
        var taken = await new StableWishes(database).ListTakenAsync(project.Id, cancel);
        foreach (var part in taken.Chunk(MostAtOnce))
        {
            await using var write = await database.Writer.BeginAsync(WritePriority.Interactive, cancel);
            foreach (var one in part)
            {
                await StableStore.AddAsync(write, [StableCommandActing.FixOf(one.Wish with { Title = one.Title }, one.Message, (one.Tree, one.Commit)) with { At = one.At }], cancel);
                await StableWishes.AnswerAsync(write, one, cancel);
            }

            await write.CommitAsideAsync(cancel);
        }

        return taken.Length;
    }

    private static StableFix? Decide(StoredProject project, TakenPatch patch, PatchMail mail, bool isFixTree)
    {
        var ask = StableAsk.Read(mail);
        var isFix = isFixTree && mail.Trailers.Any(static trailer => trailer.Key.Equals("Fixes", StringComparison.OrdinalIgnoreCase));
        if (ask is null && !isFix) return null;
        return new()
        {
            Project = project.Id, Commit = patch.Commit, Title = mail.Subject.Title, Author = $"{mail.Author.Name} <{mail.Author.Address}>", MessageId = patch.Message.Value, Tree = patch.Tree, At = patch.At,
            Asked = ask is null ? StableAsking.Accepted : ask.IsTrailer ? StableAsking.Trailer : StableAsking.Notes, AskedBy = ask is null ? patch.Tree : mail.Author.Name, Branches = ask is null ? [] : ask.From is { } from ? [from + "+"] : ask.Branches, Why = ask?.Line ?? "",
        };
    }
}
