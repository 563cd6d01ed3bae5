namespace Tributary.Store;

/// <summary>Which messages hang together: union-find by their numbers.</summary>
internal sealed class DisjointSets
{
    private readonly Dictionary<long, long> parents = [];

    public bool Contains(long item) => parents.ContainsKey(item);

    public void Add(long item) => parents.TryAdd(item, item);

    public void Join(long left, long right)
    {
        Add(left);
        Add(right);
        var (one, other) = (Find(left), Find(right));
        if (one != other) parents[Math.Max(one, other)] = Math.Min(one, other);
    }

    /// <summary>The members, parted into those that hang together, in the order of their smallest numbers.</summary>
    public IReadOnlyList<IReadOnlyList<StoredMember>> Split(IReadOnlyCollection<StoredMember> members)
    {
        var groups = new SortedDictionary<long, List<StoredMember>>();
        foreach (var member in members)
        {
            var root = Find(member.Id);
            if (!groups.TryGetValue(root, out var group)) groups.Add(root, group = []);
            group.Add(member);
        }

        return [.. groups.Values];
    }

    private long Find(long item)
    {
        var root = item;
        while (parents[root] != root) root = parents[root];
        while (parents[item] != root) (item, parents[item]) = (parents[item], root);
        return root;
    }
}
