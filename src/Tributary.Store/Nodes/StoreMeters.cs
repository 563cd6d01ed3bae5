using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Tributary.Store;

/// <summary>What the store measures of itself.</summary>
public static class StoreMeters
{
    /// <summary>The name of its meter.</summary>
    public const string Name = "Tributary.Store";

    private static readonly Meter Meter = new(Name);

    private static readonly Histogram<double> Waits = Meter.CreateHistogram<double>(
        "tributary.database.gate.wait", "s", "How long a write waited for its turn, people (interactive) and imports (bulk) apart.");

    private static readonly Counter<long> Events = Meter.CreateCounter<long>("tributary.events.written", description: "Events written by this node, by category.");

    internal static void NoteWait(WritePriority priority, TimeSpan waited) =>
        Waits.Record(waited.TotalSeconds, new TagList { { "priority", priority == WritePriority.Interactive ? "interactive" : "bulk" } });

    internal static void NoteEvent(string category) => Events.Add(1, new TagList { { "category", category } });
}
