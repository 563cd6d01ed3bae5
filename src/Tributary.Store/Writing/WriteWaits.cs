using System.Collections.Concurrent;
using System.Diagnostics;

namespace Tributary.Store;

/// <summary>Who waits for his turn to write, and since when.</summary>
internal sealed class WriteWaits
{
    private readonly ConcurrentDictionary<long, long> waiting = new();
    private long last;

    /// <summary>How long the one waits who has waited longest; zero when nobody does.</summary>
    public TimeSpan Longest => waiting.Values.Select(static since => Stopwatch.GetElapsedTime(since)).DefaultIfEmpty(TimeSpan.Zero).Max();

    /// <summary>Somebody begins to wait; dispose of it when he waits no more.</summary>
    public Wait Begin(WritePriority priority)
    {
        var (number, since) = (Interlocked.Increment(ref last), Stopwatch.GetTimestamp());
        waiting[number] = since;
        return new(this, number, since, priority);
    }

    /// <summary>Somebody who waits.</summary>
    internal readonly struct Wait(WriteWaits waits, long number, long since, WritePriority priority) : IDisposable
    {
        /// <summary>He waits no more.</summary>
        public void Dispose()
        {
            if (waits.waiting.TryRemove(number, out _)) StoreMeters.NoteWait(priority, Stopwatch.GetElapsedTime(since));
        }
    }
}
