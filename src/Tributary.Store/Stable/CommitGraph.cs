using Tributary.Workflow;

namespace Tributary.Store;

/// <summary>The commits of a whole history and what each is built on, in memory: about 60 bytes a commit.</summary>
internal sealed class CommitGraph
{
    private readonly CommitNumbers numbers = new();
    private readonly List<int> parents = [];
    private readonly List<(int Start, int Count)> ranges = [];

    /// <summary>How many commits are named.</summary>
    public int Count => numbers.Count;

    /// <summary>Adds a commit.</summary>
    /// <returns>Its number, from 0.</returns>
    public int Add(LoggedCommit commit)
    {
        var number = numbers.Add(Convert.FromHexString(commit.Id.Hex));
        while (ranges.Count <= number) ranges.Add(default);
        ranges[number] = (parents.Count, commit.Parents.Length);
        foreach (var parent in commit.Parents) parents.Add(numbers.Add(Convert.FromHexString(parent.Hex)));
        return number;
    }

    /// <summary>The number of a commit, or -1.</summary>
    public int Find(CommitId commit) => numbers.Find20(Convert.FromHexString(commit.Hex));

    /// <summary>Visits what a commit is built on, itself first, as far as it is let.</summary>
    /// <param name="from">Where it begins.</param>
    /// <param name="enter">Takes a commit; false where it and what lies below is not wanted, or was visited.</param>
    public void Walk(int from, Predicate<int> enter)
    {
        var open = new Stack<int>();
        open.Push(from);
        while (open.TryPop(out var at))
        {
            if (!enter(at) || at >= ranges.Count) continue;
            var (start, count) = ranges[at];
            for (var i = 0; i < count; i++) open.Push(parents[start + i]);
        }
    }
}
