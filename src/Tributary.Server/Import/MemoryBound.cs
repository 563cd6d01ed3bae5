namespace Tributary.Server;

/// <summary>
/// Keeps an import small, whatever the archive: when the process has grown, what is no longer used is collected at once. The runtime would wait, for to it there
/// is memory left; and beside other work its own collector falls behind.
/// </summary>
internal sealed class MemoryBound
{
    /// <summary>Most of it is the program, its caches and the database's; the aim is 300 MB.</summary>
    private const long EnoughBytes = 225L * 1024 * 1024;

    /// <summary>What it may grow by until it is collected again, where what is in use comes to that much already.</summary>
    private const long LeastGrowth = 36L * 1024 * 1024;

    // A server that is larger by itself takes longer to be collected: it grows by this part of it first.
    private const int GrowthPart = 6;

    private long _bound = EnoughBytes;

    /// <summary>Call when something large was let go: the mails of a batch that is written, clusters that are settled.</summary>
    public void Keep()
    {
        if (Environment.WorkingSet < _bound) return;
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        var kept = Environment.WorkingSet;
        _bound = Math.Max(EnoughBytes, kept + Math.Max(LeastGrowth, kept / GrowthPart));
    }
}
