using System.Collections.Immutable;
using Tributary.Workflow;

namespace Tributary.Store;

/// <summary>Finds for every commit the branches that have it and the first release of each, over a graph in memory.</summary>
internal sealed class BranchPlaces
{
    private const int Absent = -1;
    private const int NoRelease = (int)CommitIndexFile.NoRelease;
    private readonly CommitGraph graph;
    private readonly int[] main;
    private readonly ImmutableArray<(ReleaseTag Tag, int Commit)> tags;

    public BranchPlaces(CommitGraph graph, ImmutableArray<ReleaseTag> releases)
    {
        this.graph = graph;
        main = new int[graph.Count];
        Array.Fill(main, Absent);
        tags = [.. releases.Order().Select(tag => (tag, graph.Find(tag.Commit))).Where(static tag => tag.Item2 >= 0)];
    }

    /// <summary>The places of mainline's commits, and its releases by rank from 0.</summary>
    public BranchListing ReadMainline(CommitId tip)
    {
        Mark(main, graph.Find(tip), static _ => true);
        var releases = Rank(main, 0);
        return new(Listed(main), releases, null);
    }

    /// <summary>The places of a branch's own commits, its releases by rank from 1, and up to which release of mainline it holds all.</summary>
    public BranchListing ReadBranch(CommitId tip, ImmutableArray<(ReleaseTag Tag, int Commit)> mainline)
    {
        var own = new int[graph.Count];
        Array.Fill(own, Absent);
        var borders = new HashSet<int>();
        Mark(own, graph.Find(tip), number =>
        {
            if (main[number] == Absent) return true;
            borders.Add(number);
            return false;
        });
        var releases = Rank(own, 1);
        int? newest = null;
        foreach (var border in borders)
        {
            if (ReadBorder(own, border, mainline) is { } at && (newest is null || at > newest)) newest = at;
        }

        return new(Listed(own), releases, newest);
    }

    // A branch that begins at a release has all that the release has; one that begins elsewhere has the commits between besides, each noted with rank 0.
    private int? ReadBorder(int[] own, int border, ImmutableArray<(ReleaseTag Tag, int Commit)> mainline)
    {
        var rank = main[border];
        if (rank != NoRelease && mainline[rank].Commit == border) return rank;
        var before = (rank == NoRelease ? mainline.Length : rank) - 1;
        var holdsIt = false;
        var seen = new HashSet<int>();
        graph.Walk(border, number =>
        {
            if (before >= 0 && number == mainline[before].Commit) holdsIt = true;
            return main[number] == rank && seen.Add(number);
        });
        if (!holdsIt) graph.Walk(border, seen.Add);
        foreach (var number in seen) own[number] = 0;
        return holdsIt ? before : null;
    }

    private void Mark(int[] ranks, int from, Predicate<int> isWanted)
    {
        if (from < 0) return;
        graph.Walk(from, number =>
        {
            if (ranks[number] != Absent || !isWanted(number)) return false;
            ranks[number] = NoRelease;
            return true;
        });
    }

    private ImmutableArray<(ReleaseTag Tag, int Commit)> Rank(int[] ranks, int first)
    {
        var releases = ImmutableArray.CreateBuilder<(ReleaseTag, int)>();
        foreach (var (tag, commit) in tags)
        {
            // A second tag on one commit is no release of its own.
            if (ranks[commit] != NoRelease) continue;
            var rank = first + releases.Count;
            releases.Add((tag, commit));
            graph.Walk(commit, number =>
            {
                if (ranks[number] != NoRelease) return false;
                ranks[number] = rank;
                return true;
            });
        }

        return releases.ToImmutable();
    }

    private static IEnumerable<(int Number, int Rank)> Listed(int[] ranks)
    {
        for (var number = 0; number < ranks.Length; number++)
        {
            if (ranks[number] != Absent) yield return (number, ranks[number]);
        }
    }
}

/// <summary>What a branch has.</summary>
/// <param name="Places">Its commits by number, ascending, with the rank of the first release that has each.</param>
/// <param name="Releases">Its releases in order.</param>
/// <param name="Base">The last release of mainline that it holds whole, by rank; null for mainline itself, or where it holds none.</param>
internal sealed record BranchListing(IEnumerable<(int Number, int Rank)> Places, ImmutableArray<(ReleaseTag Tag, int Commit)> Releases, int? Base);
