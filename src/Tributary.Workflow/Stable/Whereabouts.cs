using System.Collections.Immutable;

namespace Tributary.Workflow;

/// <summary>What is known of a commit and the branches.</summary>
/// <param name="Commit">The commit; of mainline where it is there.</param>
/// <param name="Branches">Mainline and the stable branches.</param>
/// <param name="Sightings">Where it was brought and taken back.</param>
/// <param name="Culprits">What its <c>Fixes:</c> lines name.</param>
/// <param name="Dead">Branches that are maintained no more, with the reason, by short name.</param>
public sealed record WhereFacts(
    IndexedCommit Commit, ImmutableArray<BranchFacts> Branches, ImmutableArray<Sighting> Sightings, ImmutableArray<CulpritFacts> Culprits, ImmutableDictionary<string, string> Dead);

/// <summary>A commit that a fix names as what it mends.</summary>
/// <param name="Name">As the fix names it.</param>
/// <param name="Commit">The commit; null where no branch has one of that name.</param>
/// <param name="Sightings">Where it was brought and taken back.</param>
public sealed record CulpritFacts(string Name, IndexedCommit? Commit, ImmutableArray<Sighting> Sightings)
{
    /// <summary>True where the fix takes it back whole, as a revert does.</summary>
    public bool IsTakenBack { get; init; }
}

/// <summary>Where a commit is, and who needs it (STB-1).</summary>
/// <param name="Commit">The commit.</param>
/// <param name="Mainline">How mainline has it; null where it does not.</param>
/// <param name="RevertedInMainline">What took it back there; null where it stands.</param>
/// <param name="Branches">One answer a stable branch, the newest branch first.</param>
public sealed record Whereabouts(IndexedCommit Commit, Sighting? Mainline, Sighting? RevertedInMainline, ImmutableArray<BranchAnswer> Branches)
{
    /// <summary>What brought it again in mainline after it was taken back there, or null.</summary>
    public Sighting? AgainInMainline { get; init; }

    /// <summary>The commits of mainline that fix it again, and those that take it back as long as it is taken back there.</summary>
    public ImmutableArray<FollowingFix> Following { get; init; } = [];

    /// <summary>Decides for every branch.</summary>
    public static Whereabouts Decide(WhereFacts facts)
    {
        var (mainline, takenBack, again) = Standing(IndexedBranch.Mainline, facts.Sightings);
        var stable = facts.Branches.Where(static branch => !branch.IsMainline).OrderBy(static branch => BranchFacts.SortKey(branch.Name), StringComparer.Ordinal);
        return new(facts.Commit, mainline, takenBack, [.. stable.Select(branch => Decide(facts, branch, (mainline, takenBack, again)))]) { AgainInMainline = again };
    }

    /// <summary>How a branch stands to a change: what brought it, what took it back last, and what brought it again after that.</summary>
    public static (Sighting? There, Sighting? RevertedBy, Sighting? Again) Standing(string branch, ImmutableArray<Sighting> sightings)
    {
        Sighting? there = null, last = null, again = null;
        foreach (var one in InOrder(branch, sightings))
        {
            // A revert of what is not there takes nothing back.
            if (there is null && one.Depth > 0) continue;
            if (one.Depth == 0 && (there is null || last is { Brings: false })) there = one;
            again = one.Depth > 0 && one.Brings ? one : one.Brings ? again : null;
            last = one;
        }

        return (there, last is { Brings: false } ? last : null, again);
    }

    // (LINQ's ordering by numbers is compiled only when it runs.)
    private static List<Sighting> InOrder(string branch, ImmutableArray<Sighting> sightings)
    {
        var sorted = new List<Sighting>();
        foreach (var one in sightings)
        {
            if (one.Branch != branch) continue;
            var at = sorted.Count;
            while (at > 0 && sorted[at - 1].Commit.Order > one.Commit.Order) at--;
            sorted.Insert(at, one);
        }

        return sorted;
    }

    private static BranchAnswer Decide(WhereFacts facts, BranchFacts branch, (Sighting? There, Sighting? TakenBack, Sighting? Again) mainline)
    {
        var (there, reverted, again) = Standing(branch.Name, facts.Sightings);
        if (reverted is not null) return new(branch, BranchStanding.Reverted, StableWords.Reverted(there!, reverted, mainline.TakenBack is null ? mainline.Again : null)) { There = there, RevertedBy = reverted };
        if (there is not null) return new(branch, BranchStanding.There, StableWords.There(there, again, mainline.There is null)) { There = there, Again = again };
        if (facts.Dead.TryGetValue(branch.Short, out var dead)) return new(branch, BranchStanding.Dead, dead);
        if (mainline.TakenBack is not null) return new(branch, BranchStanding.NotNeeded, StableWords.MainlineReverted(mainline.TakenBack));
        return DecideByCulprits(facts, branch);
    }

    private static BranchAnswer DecideByCulprits(WhereFacts facts, BranchFacts branch)
    {
        if (facts.Culprits.IsEmpty) return new(branch, BranchStanding.Unknown, "not there; it names no culprit (Fixes:), so somebody has to look");
        CulpritFacts? reverted = null;
        foreach (var culprit in facts.Culprits)
        {
            var (there, takenBack, _) = Standing(branch.Name, culprit.Sightings);
            if (there is not null && takenBack is null) return new(branch, BranchStanding.Needed, StableWords.HasCulprit(culprit, there)) { Culprit = there };
            if (takenBack is not null) reverted = culprit;
        }

        var unknown = facts.Culprits.FirstOrDefault(static culprit => culprit.Commit is null);
        if (unknown is not null) return new(branch, BranchStanding.Unknown, $"not there; it {(unknown.IsTakenBack ? "takes back" : "fixes")} {unknown.Name}, and no branch has a commit of that name");
        return new(branch, BranchStanding.NotNeeded, reverted is null
            ? $"{StableWords.Culprit(facts.Culprits[0])} is not in this branch"
            : $"{StableWords.Culprit(reverted)} was taken back in this branch");
    }
}
