using System.Collections.Immutable;

namespace Tributary.Store;

/// <summary>Which bundles a list holds; see <see cref="PatchListFilter"/>.</summary>
public sealed record BundleListFilter
{
    /// <summary>Who looks: public bundles are for all, others for their owner alone. Null: nobody signed in.</summary>
    public long? Viewer { get; init; }

    /// <summary>Projects.</summary>
    public ImmutableArray<long> Projects { get; init; } = [];

    /// <summary>Owners, by their numbers.</summary>
    public ImmutableArray<long> Owners { get; init; } = [];

    /// <summary>Public or not.</summary>
    public bool? IsPublic { get; init; }

    /// <summary>Parts of the name, as in <see cref="PatchListFilter.Words"/>.</summary>
    public string? Words { get; init; }
}
