namespace Tributary.Store;

/// <summary>
/// What an import of one project wrote or read last, so that it is not read back. Bounded; holds nothing that another
/// writer has changed since (<see cref="Begin"/>).
/// </summary>
public sealed class ClusterCache
{
    // Each half holds this much; about 4 kB a member and 150 bytes a key.
    private const int MemberLimit = 3_000;
    private const int KeyLimit = 40_000;

    private long generation = -1;
    private long project = -1;

    internal RecentValues<long, StoredMember> Members { get; } = new(MemberLimit);

    internal RecentValues<long, KeyMembers> Keys { get; } = new(KeyLimit);

    internal RecentValues<long, SeriesRow> Series { get; } = new(MemberLimit / 4);

    /// <summary>What persons said of the project's series, by message; null while it was not read. Few: each is made by hand.</summary>
    internal ILookup<long, StoredRelink>? Relinks { get; set; }

    /// <summary>Call inside the transaction: forgets all where somebody else wrote since, or it is another project.</summary>
    public void Begin(long forProject, long storedGeneration)
    {
        if (project != forProject || generation != storedGeneration) Forget();
        project = forProject;
    }

    /// <summary>Call after the commit, with the number of that change.</summary>
    public void Keep(long committedGeneration) => generation = committedGeneration;

    /// <summary>Call when the transaction was undone.</summary>
    public void Forget()
    {
        generation = -1;
        project = -1;
        Members.Clear();
        Keys.Clear();
        Series.Clear();
        Relinks = null;
    }
}

/// <summary>The messages that share a key, all of them; or that there are too many.</summary>
internal sealed class KeyMembers
{
    /// <summary>The messages; empty for a key that is too common.</summary>
    public List<long> Messages { get; } = [];

    /// <summary>More than <see cref="Tributary.Patches.ClusterKeys.TooCommon"/> messages share this soft key: it joins nobody.</summary>
    public bool IsTooCommon { get; set; }
}
