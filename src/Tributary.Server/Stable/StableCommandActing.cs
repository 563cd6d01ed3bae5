using System.Collections.Immutable;
using Tributary.Mail;
using Tributary.Patches;
using Tributary.Policy;
using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Server;

/// <summary>Carries out the command <c>stable: 6.6 6.1</c> of a live mail (STB-4): a patch that a tree has goes into the queue; the wish for another one is kept until a tree takes it.</summary>
/// <param name="write">The transaction that takes the mail in.</param>
/// <param name="project">The project.</param>
/// <param name="at">When.</param>
internal sealed class StableCommandActing(WriteTransaction write, (long Id, Profile Profile) project, DateTimeOffset at)
{
    private readonly CommandStore store = new(write);

    /// <summary>Carries it out.</summary>
    /// <param name="command">The command.</param>
    /// <param name="branches">What it asks for; none: wherever it is needed.</param>
    /// <param name="place">The series it stands under, and who says it.</param>
    /// <param name="cancel">Ends it early.</param>
    /// <returns>The command with its outcome.</returns>
    public async Task<StoredCommand> RunAsync(StoredCommand command, ImmutableArray<string> branches, (SeriesAtWork Series, WorkActor Actor, Mailbox Sender) place, CancellationToken cancel)
    {
        if (project.Profile.Stable is not { } values) return Refuse(command, "This project serves no stable kernels.");
        var patches = await ListPatchesAsync(command, place.Series, cancel);
        if (place.Actor.RolesOn(place.Series, patches.FirstOrDefault()) == WorkRoles.None)
            return Refuse(command, "Only its author, the delegate and maintainers ask for stable kernels by a command; everybody else writes to the maintainers.");
        var dead = StableKernels.Dead(StableKernels.Merge(values.Ends, await new KernelStore(write.Database).ListAsync(cancel)));
        if (branches.FirstOrDefault(dead.ContainsKey) is { } gone) return Refuse(command, $"No fix goes there any more: {dead[gone]}.");
        if (patches.IsEmpty) return Refuse(command, "There is no patch that it could be asked for.");
        var by = place.Actor.User?.Username ?? (place.Sender.Name.Length > 0 ? place.Sender.Name : place.Sender.Address);
        var (queued, kept, isNew) = (0, 0, false);
        foreach (var patch in patches)
        {
            var message = MessageReader.Read(await store.GetMailAsync(patch.Message, cancel));
            var mail = PatchMail.Read(message);
            var wish = new KeptWish(project.Id, message.Id) { Title = mail.Subject.Title, Author = $"{mail.Author.Name} <{mail.Author.Address}>", Branches = branches, AskedBy = by, Why = command.Word, At = at };
            var taken = (await new CommitQueries(write.Database).ListOfMessageAsync(message.Id, cancel)).Where(line => line.Project == project.Id && line.IsInTree).ToImmutableArray();
            (queued, kept) = taken.IsEmpty ? (queued, kept + 1) : (queued + 1, kept);
            isNew |= taken.IsEmpty ? await StableWishes.PutAsync(write, wish, cancel) : await QueueAsync(wish, taken, cancel);
        }

        return command with { Outcome = isNew ? CommandOutcome.Done : CommandOutcome.Already, Reason = isNew ? Tell(queued, kept, branches) : "It was asked for before." };
    }

    // A command in a patch, or in answer to one, means this patch; one under the cover letter means them all.
    private async Task<ImmutableArray<PatchAtWork>> ListPatchesAsync(StoredCommand command, SeriesAtWork series, CancellationToken cancel)
    {
        var target = await store.FindTargetAsync(project.Id, command.Message, cancel);
        return series.Patches.FirstOrDefault(patch => patch.Message == target) is { } one ? one.PullUrl is null ? [one] : [] : series.Patches.RemoveAll(static patch => patch.PullUrl is not null);
    }

    private async Task<bool> QueueAsync(KeptWish wish, ImmutableArray<LedgerCommit> taken, CancellationToken cancel)
    {
        var there = (await new StableStore(write.Database).ListAsync(project.Id, cancel)).FirstOrDefault(fix => taken.Any(line => line.Commit == fix.Commit));
        // Asked for everywhere it is asked for here.
        if (there is not null && (there.Branches.IsEmpty || (!wish.Branches.IsEmpty && wish.Branches.All(there.Branches.Contains)))) return false;
        var line = taken.FirstOrDefault(one => one.Commit == there?.Commit) ?? taken[0];
        await StableStore.AddAsync(write, [FixOf(wish, wish.MessageId, (line.Tree, line.Commit))], cancel);
        return true;
    }

    /// <summary>What goes into the queue for a wish.</summary>
    internal static StableFix FixOf(KeptWish wish, MessageId message, (string Tree, CommitId Commit) taken) => new()
    {
        Project = wish.Project, Commit = taken.Commit, Title = wish.Title, Author = wish.Author, MessageId = message.Value, Tree = taken.Tree, Asked = StableAsking.Mail, AskedBy = wish.AskedBy, Branches = wish.Branches, Why = wish.Why, At = wish.At,
    };

    private static StoredCommand Refuse(StoredCommand command, string why) => command with { Outcome = CommandOutcome.Refused, Reason = why };

    private static string Tell(int queued, int kept, ImmutableArray<string> branches)
    {
        var where = branches.IsEmpty ? "wherever it is needed" : $"for {string.Join(", ", branches)}";
        if (kept == 0) return $"{Count(queued)} in the queue, {where}.";
        var waits = $"{Count(kept)} kept until a tree takes {(kept == 1 ? "it" : "them")}, {where}.";
        return queued == 0 ? waits : $"{Count(queued)} in the queue, and {waits}";
    }

    private static string Count(int count) => count == 1 ? "1 patch is" : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{count} patches are");
}
