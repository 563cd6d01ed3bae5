namespace Tributary.Patches;

/// <summary>How the labels of two series stand to each other, the later by date first.</summary>
internal enum VersionOrder
{
    /// <summary>The later cannot be a version that follows.</summary>
    Unlike,

    /// <summary>Both bear the same version: it may have been sent again.</summary>
    Again,

    /// <summary>The later bears a higher version, or is the patch that follows a request for comments.</summary>
    Next,
}

/// <summary>Judges labels.</summary>
internal static class VersionOrders
{
    /// <summary>May <paramref name="later"/> be a version after <paramref name="earlier"/>, by their labels and dates?</summary>
    public static VersionOrder Judge(SeriesTraits later, SeriesTraits earlier)
    {
        if (SeriesTraits.CompareByDate(later, earlier) <= 0) return VersionOrder.Unlike;
        if (!later.Branches.SequenceEqual(earlier.Branches, StringComparer.Ordinal)) return VersionOrder.Unlike;
        if (later.Version.CompareTo(earlier.Version) > 0) return VersionOrder.Next;
        if (earlier.IsRfc && !later.IsRfc) return VersionOrder.Next;
        return later.Version == earlier.Version ? VersionOrder.Again : VersionOrder.Unlike;
    }
}
