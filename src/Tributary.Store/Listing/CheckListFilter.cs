using System.Collections.Immutable;
using Tributary.Workflow;

namespace Tributary.Store;

/// <summary>Which checks a list holds; see <see cref="PatchListFilter"/>.</summary>
public sealed record CheckListFilter
{
    /// <summary>The patch; null: of all patches.</summary>
    public long? Patch { get; init; }

    /// <summary>Users who reported them.</summary>
    public ImmutableArray<long> Users { get; init; } = [];

    /// <summary>What they say.</summary>
    public ImmutableArray<CheckState> States { get; init; } = [];

    /// <summary>The name of the test.</summary>
    public string? Context { get; init; }

    /// <summary>Reported at this time or later.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Reported before this time.</summary>
    public DateTimeOffset? Before { get; init; }
}
