using System.Collections.Immutable;
using System.Globalization;

namespace Tributary.Workflow;

/// <summary>What is known of a fix in the queue when its way is decided.</summary>
/// <param name="Fix">The fix.</param>
/// <param name="Where">Where it is; null where no branch has it.</param>
/// <param name="MainlineAt">When the first release of mainline with it was made, or null.</param>
/// <param name="Branches">All branches, by short name, that are still maintained; used where nothing else is known.</param>
/// <param name="Dead">Those that are not, with the reason.</param>
/// <param name="Exposure">How long it stays in mainline first.</param>
public sealed record StableFacts(StableFix Fix, Whereabouts? Where, DateTimeOffset? MainlineAt, ImmutableArray<string> Branches, ImmutableDictionary<string, string> Dead, TimeSpan Exposure);

/// <summary>Decides how far a fix is on its way into every branch (STB-5). Pure: the same facts give the same steps.</summary>
public static class StableProgress
{
    /// <summary>One step a branch, the newest branch first: those that it was asked for, else all that are maintained, and any that has it.</summary>
    public static ImmutableArray<BranchStep> Decide(StableFacts facts, DateTimeOffset now)
    {
        var isEverywhere = facts.Fix.Branches.IsEmpty;
        var known = facts.Where?.Branches.ToDictionary(static one => one.Branch.Short, StringComparer.Ordinal) ?? [];
        var asked = AskedBranches.List(facts.Fix.Branches, facts.Branches.Concat(known.Keys).Where(branch => !facts.Dead.ContainsKey(branch)));
        var names = asked.Concat(known.Values.Where(one => isEverywhere ? one.Standing != BranchStanding.Dead : one.Standing is BranchStanding.There or BranchStanding.Reverted).Select(static one => one.Branch.Short))
            .Concat(isEverywhere ? facts.Branches : []).Concat(facts.Fix.Marks.Select(static mark => mark.Branch).Where(static branch => branch.Length > 0)).Distinct(StringComparer.Ordinal);
        return [.. names.OrderBy(BranchFacts.SortKey, StringComparer.Ordinal).Select(name => Decide(facts, name, known.GetValueOrDefault(name), now))];
    }

    private static BranchStep Decide(StableFacts facts, string branch, BranchAnswer? answer, DateTimeOffset now)
    {
        // What git shows outweighs what anybody said.
        if (answer?.Standing == BranchStanding.There) return new(branch, StableStage.Landed, answer.Why);
        if (answer?.Standing == BranchStanding.Reverted) return new(branch, StableStage.TakenBack, answer.Why);
        if (Find(facts, branch, StableMarkKind.Refused) is { } refused) return new(branch, StableStage.Refused, $"{refused.By}: {refused.Reason}");
        if (facts.Dead.TryGetValue(branch, out var dead)) return new(branch, StableStage.Refused, dead);
        // "5.15+" says since when it may be needed; a branch without its culprit does not need it all the same.
        var (isNamed, isAsked) = (facts.Fix.Branches.Contains(branch), AskedBranches.Include(facts.Fix.Branches, branch));
        // What was sent goes its way: a fix of a fix is not needed before the fix is there, and was sent with it.
        var sent = Sent(facts, branch);
        if (answer?.Standing == BranchStanding.NotNeeded && ((!isNamed && sent is null) || facts.Where?.RevertedInMainline is not null)) return new(branch, StableStage.NotNeeded, answer.Why);
        return sent ?? Waiting(facts, branch, now, answer?.Standing == BranchStanding.Unknown && !isAsked ? answer.Why : null);
    }

    private static BranchStep? Sent(StableFacts facts, string branch)
    {
        var last = facts.Fix.Marks.Where(mark => (mark.Branch.Length == 0 || mark.Branch == branch) && mark.Kind != StableMarkKind.Refused).OrderByDescending(static mark => mark.At).ThenByDescending(static mark => mark.Kind).FirstOrDefault();
        return last?.Kind switch
        {
            StableMarkKind.Submitted => new(branch, StableStage.Submitted, $"sent to the stable maintainers on {Day(last.At)} by {last.By}"),
            StableMarkKind.Queued => new(branch, StableStage.Queued, $"the stable maintainers have it since {Day(last.At)}: {last.Reason}"),
            StableMarkKind.Failed => new(branch, StableStage.Failed, $"the stable maintainers said on {Day(last.At)} that it does not apply: {last.Reason}"),
            _ => null,
        };
    }

    private static BranchStep Waiting(StableFacts facts, string branch, DateTimeOffset now, string? unclear)
    {
        if (facts.Where?.Mainline is not { } mainline)
            return new(branch, StableStage.Held, facts.Fix.Tree.Length > 0 ? $"not in mainline yet: {facts.Fix.Tree} has it since {Day(facts.Fix.At)}" : "not in mainline yet");
        if (mainline.Release is null || facts.MainlineAt is not { } since) return new(branch, StableStage.Exposed, "in mainline, and in no release candidate yet");
        var due = since + facts.Exposure;
        if (due > now) return new(branch, StableStage.Exposed, $"in mainline since {mainline.Release} of {Day(since)}; due on {Day(due)} after {facts.Exposure.Days} days", due);
        if (unclear is not null) return new(branch, StableStage.Unclear, unclear);
        return new(branch, StableStage.Due, $"in mainline since {mainline.Release} of {Day(since)}, exposed for {(int)(now - since).TotalDays} days");
    }

    private static StableMark? Find(StableFacts facts, string branch, StableMarkKind kind) =>
        facts.Fix.Marks.FirstOrDefault(mark => mark.Kind == kind && (mark.Branch.Length == 0 || mark.Branch == branch));

    private static string Day(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
