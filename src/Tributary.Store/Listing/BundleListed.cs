using System.Collections.Immutable;

namespace Tributary.Store;

/// <summary>A bundle of patches that somebody put together.</summary>
public sealed record BundleListed
{
    /// <summary>Its number.</summary>
    public required long Id { get; init; }

    /// <summary>Its project.</summary>
    public required long Project { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Whose it is.</summary>
    public required UserListed Owner { get; init; }

    /// <summary>Whether all may see it.</summary>
    public required bool IsPublic { get; init; }

    /// <summary>Its patches, in their order.</summary>
    public ImmutableArray<PatchMention> Patches { get; init; } = [];
}
