using System.Collections.Immutable;

namespace Tributary.Policy;

/// <summary>What differs between subsystems and between revisions of the handbook: the values of its table, from profiles/NAME.yaml.</summary>
public sealed record Profile
{
    /// <summary>Its name, e.g. <c>bpf-2020</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The link name of the project it makes, e.g. <c>netdevbpf</c>.</summary>
    public required string Project { get; init; }

    /// <summary>Other names by which the project is found.</summary>
    public ImmutableArray<string> Aliases { get; init; } = [];

    /// <summary>The project's title for people.</summary>
    public required string Title { get; init; }

    /// <summary>The List-Ids that it reads, lower case.</summary>
    public ImmutableArray<string> ListIds { get; init; } = [];

    /// <summary>Its trees.</summary>
    public ImmutableArray<ProfileTree> Trees { get; init; } = [];
}

/// <summary>A tree of a profile.</summary>
/// <param name="Name">Its name, e.g. <c>bpf-next/net</c>.</param>
/// <param name="Tags">The words of a subject prefix that name it, lower case.</param>
public sealed record ProfileTree(string Name, ImmutableArray<string> Tags);
