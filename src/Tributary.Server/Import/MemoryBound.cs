namespace Tributary.Server;

/// <summary>
/// Keeps an import small, whatever the archive: when the process has grown, what is no longer used is collected at once. The runtime would wait, for to it there
/// is memory left; and beside other work its own collector falls behind.
/// </summary>
internal sealed class MemoryBound
{
    /// <summary>Half of it is the program, its caches and the database's; the aim is 300 MB.</summary>
    private const long EnoughBytes = 225L * 1024 * 1024;

    private const int ShortestRest = 4;

    private int _batches;
    private int _rest = ShortestRest;

    /// <summary>Call when a batch is written and its mails are let go.</summary>
    public void Keep()
    {
        if (++_batches < _rest || Environment.WorkingSet < EnoughBytes) return;
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        _batches = 0;

        // A server that is larger by itself must not collect all the time.
        _rest = Environment.WorkingSet < EnoughBytes ? ShortestRest : Math.Min(_rest * 2, ShortestRest * 64);
    }
}
