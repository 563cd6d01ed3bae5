using System.Collections.Immutable;
using System.Text;
using Tributary.Git;
using Tributary.Mail;
using Tributary.Policy;
using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Server;

/// <summary>Asks the maintainers by mail to queue commits for stable (STB-2), and notes it in the queue in the same transaction.</summary>
/// <param name="database">The queue and the outbox.</param>
/// <param name="desk">The queue with its ways.</param>
/// <param name="outbox">The way out.</param>
/// <param name="clock">Tells the time.</param>
public sealed class StableRequestStep(Database database, StableDesk desk, Outbox outbox, TimeProvider clock)
{
    /// <summary>Asks.</summary>
    /// <param name="project">The project.</param>
    /// <param name="profile">Its profile.</param>
    /// <param name="wish">What is asked for.</param>
    /// <param name="isTrial">Write nothing.</param>
    /// <param name="cancel">Ends it early.</param>
    public async Task<StableRequestOutcome> RunAsync(StoredProject project, Profile profile, StableWish wish, bool isTrial, CancellationToken cancel)
    {
        var dead = StableKernels.Dead(await desk.ListKernelsAsync(profile.Stable!, cancel));
        if (wish.Branches.FirstOrDefault(dead.ContainsKey) is { } gone) return new StableRequestOutcome.Refused(dead[gone]);
        using var open = desk.OpenIndex();
        if (open is null) return new StableRequestOutcome.Refused("there is no index of commits yet; follow mainline and the stable branches by trib tree, then run trib stable index");
        var search = new StableSearch(open.Index, open.Repository, dead);
        var commits = ImmutableArray.CreateBuilder<IndexedCommit>();
        foreach (var name in wish.Commits)
        {
            var (commit, why) = await StableNames.FindAsync(search, name, cancel);
            if (commit is null) return new StableRequestOutcome.Refused(why);
            commits.Add(commit);
        }

        var to = wish.To.IsEmpty ? await ListMaintainersAsync(open, profile, cancel) : wish.To;
        if (to.IsEmpty) return new StableRequestOutcome.Refused("MAINTAINERS of mainline names nobody for the lists of the profile; name the maintainers by --to");
        var where = await search.FindAsync(commits.ToImmutable(), cancel);
        if (where.FirstOrDefault(one => Wanting(one, wish.Branches).IsEmpty) is { } unwanted)
            return new StableRequestOutcome.Refused($"no branch wants {unwanted.Commit.Id.Short}: {string.Join("; ", unwanted.Branches.Select(static one => $"{one.Branch.Short}: {one.Why}").Take(6))}");
        var letter = Letter(profile, where, wish, to, project);
        if (isTrial) return new StableRequestOutcome.Written(letter);
        await using var write = await database.Writer.BeginAsync(WritePriority.Interactive, cancel);
        await StableStore.AddAsync(write, commits.Select(commit => new StableFix
        {
            Project = project.Id, Commit = commit.Id, Title = commit.Title, Author = $"{commit.Author.Name} <{commit.Author.Address}>", Asked = StableAsking.Command, AskedBy = wish.By, Branches = wish.Branches, Why = wish.Why, At = clock.GetUtcNow(),
        }), cancel);
        if (!await outbox.PutAsync(write, letter, cancel)) return new StableRequestOutcome.AskedBefore();
        await write.CommitAsideAsync(cancel);
        return new StableRequestOutcome.Written(letter);
    }

    private static OutgoingLetter Letter(Profile profile, ImmutableArray<Whereabouts> where, StableWish wish, ImmutableArray<Mailbox> to, StoredProject project)
    {
        var text = new StringBuilder("Hello,\n\nplease queue for stable");
        text.Append(wish.Branches.IsEmpty ? "" : " " + string.Join(", ", wish.Branches)).Append(":\n");
        foreach (var one in where)
        {
            text.Append("\n  ").Append(one.Commit.Id.Short).Append(" (\"").Append(one.Commit.Title).Append("\")\n");
            text.Append("  mainline: ").Append(one.Mainline is null ? "not there yet" : StableWords.Since(one.Mainline.Release)).Append('\n');
            foreach (var next in one.Following) text.Append("  ").Append(next.IsRevert ? "taken back by " : "fixed again by ").Append(StableWords.Name(next.Commit)).Append('\n');
            foreach (var answer in Wanting(one, wish.Branches)) text.Append("  ").Append(answer.Branch.Short).Append(": ").Append(answer.Why).Append('\n');
        }

        if (wish.Why.Length > 0) text.Append('\n').Append(wish.Why).Append('\n');
        return new()
        {
            Key = $"stable-request/{project.Name}/{string.Join('+', where.Select(static one => one.Commit.Id.Short))}/{string.Join('+', wish.Branches)}", To = to,
            Cc = [.. profile.Lists.Where(static list => list.Uses.Contains(ListUse.Stable)).Select(static list => new Mailbox("", list.Address))],
            Subject = $"Stable request: {where[0].Commit.Title}{(where.Length > 1 ? $" and {where.Length - 1} more" : "")}", Text = text.ToString(), Project = project.Id, Automatic = AutoSubmitted.No,
        };
    }

    private static ImmutableArray<BranchAnswer> Wanting(Whereabouts where, ImmutableArray<string> branches) =>
        [.. where.Branches.Where(answer => branches.IsEmpty ? answer.Standing is BranchStanding.Needed or BranchStanding.Unknown : AskedBranches.Include(branches, answer.Branch.Short) && answer.Standing is not BranchStanding.There)];

    // The maintainers of the sections that have a list of the profile.
    private static async Task<ImmutableArray<Mailbox>> ListMaintainersAsync(OpenIndex open, Profile profile, CancellationToken cancel)
    {
        var shown = await GitProgram.RunAsync(open.Repository, ["show", $"{open.Index.Branches[0].Tip.Hex}:MAINTAINERS"], cancel);
        if (!shown.IsSuccess || profile.ListFor(ListUse.Bugs) is not { } list) return [];
        var file = MaintainersFile.Parse(shown.Output.Span);
        return
        [
            .. file.Sections.Where(section => section.Values(file, 'L').Any(value => value.Contains(list.Address, StringComparison.OrdinalIgnoreCase)))
                .Take(1).SelectMany(section => section.Values(file, 'M')).Select(ToMailbox).DistinctBy(static one => one.Key),
        ];
    }

    private static Mailbox ToMailbox(string text)
    {
        var (open, close) = (text.IndexOf('<', StringComparison.Ordinal), text.IndexOf('>', StringComparison.Ordinal));
        return open >= 0 && close > open ? new(text[..open].Trim(' ', '"'), text[(open + 1)..close]) : new("", text.Trim());
    }
}

/// <summary>What is asked for by mail.</summary>
/// <param name="Commits">Commits or titles.</param>
/// <param name="Branches">The branches; empty: wherever it is needed.</param>
/// <param name="By">Who asks.</param>
/// <param name="Why">His words.</param>
/// <param name="To">Whom he writes to; empty: whom MAINTAINERS names.</param>
public sealed record StableWish(ImmutableArray<string> Commits, ImmutableArray<string> Branches, string By, string Why, ImmutableArray<Mailbox> To);

/// <summary>What became of asking.</summary>
public abstract record StableRequestOutcome
{
    private StableRequestOutcome()
    {
    }

    /// <summary>The mail is written.</summary>
    public sealed record Written(OutgoingLetter Letter) : StableRequestOutcome;

    /// <summary>The same was asked before.</summary>
    public sealed record AskedBefore : StableRequestOutcome;

    /// <summary>It was not asked.</summary>
    public sealed record Refused(string Why) : StableRequestOutcome;
}
