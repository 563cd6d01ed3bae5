namespace Tributary.Patches;

/// <summary>Union-find over 0 … count-1. The representative of a set is its smallest member.</summary>
internal sealed class DisjointSets(int count)
{
    private readonly int[] parents = [.. Enumerable.Range(0, count)];

    /// <summary>The smallest member of the set that holds this one.</summary>
    public int Find(int item)
    {
        while (parents[item] != item)
        {
            parents[item] = parents[parents[item]];
            item = parents[item];
        }

        return item;
    }

    /// <summary>Makes one set of two; false when they were one already.</summary>
    public bool Union(int one, int other)
    {
        var (a, b) = (Find(one), Find(other));
        if (a == b) return false;
        parents[Math.Max(a, b)] = Math.Min(a, b);
        return true;
    }
}
