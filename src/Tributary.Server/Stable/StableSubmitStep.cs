using System.Collections.Immutable;
using System.Text;
using Tributary.Mail;
using Tributary.Policy;
using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Server;

/// <summary>Writes to the stable maintainers what is due: one mail a branch, with the commits in the order of mainline (STB-5). The mail and the note that it was written are one transaction.</summary>
/// <param name="database">The queue and the outbox.</param>
/// <param name="desk">The queue with its ways.</param>
/// <param name="outbox">The way out.</param>
/// <param name="clock">Tells the time.</param>
public sealed class StableSubmitStep(Database database, StableDesk desk, Outbox outbox, TimeProvider clock)
{
    /// <summary>The mails that are due.</summary>
    /// <param name="project">The project.</param>
    /// <param name="profile">Its profile.</param>
    /// <param name="branch">Only this branch; null for all.</param>
    /// <param name="cancel">Ends it early.</param>
    public async Task<ImmutableArray<StableSubmission>> PlanAsync(StoredProject project, Profile profile, string? branch, CancellationToken cancel)
    {
        var entries = await desk.ListAsync(project, profile, cancel);
        using var open = desk.OpenIndex();
        if (open is null) return [];
        var search = new StableSearch(open.Index, open.Repository, StableKernels.Dead(await desk.ListKernelsAsync(profile.Stable!, cancel)));
        var (back, travel) = (new BackportStep(open, search), new StableTravel(search, entries));
        var plans = ImmutableArray.CreateBuilder<StableSubmission>();
        foreach (var facts in open.Index.Branches.Where(one => !one.IsMainline && (branch is null || one.Short == branch)).OrderBy(static one => BranchFacts.SortKey(one.Name), StringComparer.Ordinal))
        {
            var due = entries.Where(entry => entry.Where is not null && entry.Steps.Any(step => step.Branch == facts.Short && step.Stage == StableStage.Due)).OrderBy(static entry => entry.Where!.Commit.Order).ToImmutableArray();
            var (lines, tip) = (ImmutableArray.CreateBuilder<StableSubmissionLine>(), facts.Tip);
            foreach (var entry in due.IsEmpty ? [] : await travel.AddAsync(due, facts.Short, cancel))
            {
                // One on the other: what fixes a fix again seldom applies without it.
                var check = await back.RunAsync(entry.Where!.Commit, facts with { Tip = tip }, cancel);
                if (check.Applies) tip = await back.PutAsync(entry.Where.Commit, tip, cancel) ?? tip;
                lines.Add(new(entry, check));
            }

            if (lines.Count > 0) plans.Add(new(facts.Short, lines.ToImmutable()));
        }

        return plans.ToImmutable();
    }

    /// <summary>Writes a mail and notes that its fixes were submitted; those that do not apply stay in the queue.</summary>
    /// <param name="project">The project.</param>
    /// <param name="profile">Its profile.</param>
    /// <param name="plan">What to submit.</param>
    /// <param name="by">Who submits.</param>
    /// <param name="cancel">Ends it early.</param>
    /// <returns>False where nothing of it applies, or it was written before.</returns>
    public async Task<bool> RunAsync(StoredProject project, Profile profile, StableSubmission plan, string by, CancellationToken cancel)
    {
        var going = plan.Lines.RemoveAll(static line => !line.Check.Applies);
        if (going.IsEmpty) return false;
        await using var write = await database.Writer.BeginAsync(WritePriority.Interactive, cancel);
        await StableTravel.NoteAsync(write, going.Select(static line => line.Entry), new(plan.Branch, StableMarkKind.Submitted, "", by, clock.GetUtcNow()), cancel);
        // The same fixes for the same branch are one letter, however often this runs.
        var key = $"stable/{project.Name}/{plan.Branch}/{string.Join('+', going.Select(static line => line.Entry.Commit.Short))}";
        if (!await outbox.PutAsync(write, Letter(profile, plan with { Lines = going }, project.Id, key), cancel)) return false;
        await write.CommitAsideAsync(cancel);
        return true;
    }

    /// <summary>The lists of a profile that get a copy.</summary>
    internal static ImmutableArray<Mailbox> ListsOf(Profile profile) => [.. profile.Lists.Where(static list => list.Uses.Contains(ListUse.Stable)).Select(static list => new Mailbox("", list.Address))];

    /// <summary>The mail in the form that the stable maintainers take: the full name of each commit with its title, and the branch.</summary>
    public static OutgoingLetter Letter(Profile profile, StableSubmission plan, long? project, string key)
    {
        var text = new StringBuilder();
        text.Append("Hello,\n\nplease queue up the following ").Append(plan.Lines.Length == 1 ? "commit" : $"{plan.Lines.Length} commits").Append(" for ").Append(plan.Branch).Append(", in this order.\n");
        text.Append(plan.Lines.Length == 1 ? "It is in mainline and applies there.\n" : "They are in mainline and apply there.\n");
        foreach (var line in plan.Lines)
        {
            var commit = line.Entry.Where!.Commit;
            text.Append('\n').Append(commit.Id.Hex).Append("\n  (\"").Append(commit.Title).Append("\")\n");
            text.Append("  in mainline ").Append(StableWords.Since(line.Entry.Where.Mainline?.Release)).Append('\n');
            foreach (var one in line.Entry.Following)
                text.Append("  ").Append(one.IsRevert ? "taken back by " : "fixed again by ").Append(StableWords.Name(one.Commit)).Append(plan.Lines.Any(other => other.Entry.Where!.Commit.Number == one.Commit.Number) ? ", which goes with it" : "").Append('\n');
        }

        text.Append("\nThank you.\n");
        return new()
        {
            Key = key, To = [new("", profile.Stable!.NeverInDescription)], Cc = ListsOf(profile),
            Subject = $"{profile.Title}: {(plan.Lines.Length == 1 ? "a fix" : $"{plan.Lines.Length} fixes")} for {plan.Branch}", Text = text.ToString(), Project = project, Automatic = AutoSubmitted.No,
        };
    }
}

/// <summary>What is due for a branch.</summary>
/// <param name="Branch">The branch, e.g. <c>6.6</c>.</param>
/// <param name="Lines">The fixes in the order of mainline.</param>
public sealed record StableSubmission(string Branch, ImmutableArray<StableSubmissionLine> Lines);

/// <summary>A fix that is due.</summary>
/// <param name="Entry">The fix.</param>
/// <param name="Check">Whether it applies.</param>
public sealed record StableSubmissionLine(StableEntry Entry, BackportOutcome Check);
