using Tributary.Policy;
using Tributary.Store;

namespace Tributary.Server;

/// <summary>A series that waited to be judged, and what came of it.</summary>
/// <param name="Asked">What waited.</param>
/// <param name="Detail">The series; null when it is no longer here. Where it went into another one this is that other.</param>
/// <param name="Verdict">What the rules say; null where what stands already is still right, or nothing can be judged.</param>
internal sealed record JudgedSeries(AskedVerdict Asked, SeriesDetail? Detail, StoredVerdict? Verdict)
{
    /// <summary>Where the commit is that it mends, to be kept for routing; null: what is kept stays.</summary>
    public KeptPlace? Fixed { get; init; }

    /// <summary>True when it went into another series, or is gone.</summary>
    public bool IsGone => Detail?.Summary.Id != Asked.Series;
}

/// <summary>Where the commit is that a series mends, and by whose trees its tree follows from that.</summary>
/// <param name="Text">As it is kept (<see cref="FixedPlace.Write"/>); null where nothing is proven.</param>
/// <param name="Profile">Whose trees.</param>
internal sealed record KeptPlace(string? Text, Profile Profile);
