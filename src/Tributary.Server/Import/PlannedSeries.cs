using Tributary.Patches;
using Tributary.Store;

namespace Tributary.Server;

/// <summary>A series on its way into the store.</summary>
/// <param name="value">What the cluster says of it.</param>
/// <param name="head">Its head.</param>
internal sealed class PlannedSeries(PatchSeries value, StoredMember head)
{
    /// <summary>What the cluster says of it.</summary>
    public PatchSeries Value => value;

    /// <summary>Its head.</summary>
    public StoredMember Head => head;

    /// <summary>Its id, once it has one.</summary>
    public SeriesId Id { get; set; }

    /// <summary>The lines of the ledger that are bound to its messages.</summary>
    public List<LedgerEntry> Ledger { get; } = [];

    /// <summary>Answers to its messages.</summary>
    public List<ThreadMember> Answers { get; } = [];
}
