using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Tributary.Server;

/// <summary>What the server measures of its work.</summary>
internal static class ServerMeters
{
    /// <summary>The name of its meter.</summary>
    public const string Name = "Tributary.Server";

    private static readonly Meter Meter = new(Name);

    private static readonly Counter<long> Messages = Meter.CreateCounter<long>(
        "tributary.import.messages", description: "Messages handed to an import, by what became of them.");

    private static readonly Histogram<double> Batches = Meter.CreateHistogram<double>(
        "tributary.import.batch", "s", "How long the transaction of a batch of mail took, its wait not counted.");

    /// <summary>A batch was written.</summary>
    public static void NoteBatch(ImportCounts counts, TimeSpan took)
    {
        Note("added", counts.Added);
        Note("duplicate", counts.Duplicates);
        Note("quarantined", counts.Quarantined);
        Note("withdrawn", counts.Withdrawn);
        Batches.Record(took.TotalSeconds);
    }

    private static void Note(string outcome, int count)
    {
        if (count > 0) Messages.Add(count, new TagList { { "outcome", outcome } });
    }
}
