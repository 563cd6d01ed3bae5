using System.Collections.Immutable;
using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Server;

/// <summary>What somebody wants of many series, or of chosen patches of one, at one go.</summary>
public sealed record ChangeRequest
{
    /// <summary>The series that are meant as a whole.</summary>
    public ImmutableArray<SeriesId> Series { get; init; } = [];

    /// <summary>Chosen patches, by number.</summary>
    public ImmutableArray<long> Patches { get; init; } = [];

    /// <summary>State, delegate, archive, hold.</summary>
    public Decision Decision { get; init; } = new();

    /// <summary>Tags to put on the series.</summary>
    public ImmutableArray<string> AddTags { get; init; } = [];

    /// <summary>Tags to take off.</summary>
    public ImmutableArray<string> RemoveTags { get; init; } = [];

    /// <summary>How series stood when he who asks saw them (<see cref="SeenStanding"/>): one that stands otherwise by now is not changed blindly.</summary>
    public ImmutableDictionary<SeriesId, string> Seen { get; init; } = ImmutableDictionary<SeriesId, string>.Empty;

    /// <summary>True when it asks for nothing.</summary>
    public bool IsEmpty => Decision == new Decision() && AddTags.IsEmpty && RemoveTags.IsEmpty;
}
