using System.Collections.Immutable;
using Tributary.Store;

namespace Tributary.Server;

/// <summary>What the page of the installation shows.</summary>
public sealed record InstallationModel
{
    /// <summary>The database: what it is, and the schema that it has.</summary>
    public required DatabaseDescription Database { get; init; }

    /// <summary>The last number given of each kind.</summary>
    public required IReadOnlyDictionary<string, long> Numbers { get; init; }

    /// <summary>How far the word index is.</summary>
    public required WordPosition Words { get; init; }

    /// <summary>The servers on the database, by name.</summary>
    public required ImmutableArray<Node> Nodes { get; init; }

    /// <summary>The node that made the page.</summary>
    public required string Here { get; init; }

    /// <summary>The sources that are read again and again.</summary>
    public required ImmutableArray<FollowedSource> Sources { get; init; }

    /// <summary>What was looked at, and whether it is well.</summary>
    public required ImmutableArray<HealthLine> Checks { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>True when a node said within the last seconds that it runs.</summary>
    public bool IsAlive(Node node) => Now - node.SeenAt < NodePresence.Gone;
}

/// <summary>Something that was looked at.</summary>
/// <param name="Name">What.</param>
/// <param name="IsWell">It is well.</param>
/// <param name="Finding">What was found, in words.</param>
public sealed record HealthLine(string Name, bool IsWell, string Finding);
