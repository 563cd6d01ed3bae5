using Tributary.Store;

namespace Tributary.Server;

/// <summary>A series that waited to be judged, and what came of it.</summary>
/// <param name="Asked">What waited.</param>
/// <param name="Detail">The series; null when it is no longer here. Where it went into another one this is that other.</param>
/// <param name="Verdict">What the rules say; null where what stands already is still right, or nothing can be judged.</param>
internal sealed record JudgedSeries(AskedVerdict Asked, SeriesDetail? Detail, StoredVerdict? Verdict)
{
    /// <summary>True when it went into another series, or is gone.</summary>
    public bool IsGone => Detail?.Summary.Id != Asked.Series;
}
