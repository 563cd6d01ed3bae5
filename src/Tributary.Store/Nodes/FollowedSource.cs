namespace Tributary.Store;

/// <summary>A source that is read again and again.</summary>
public sealed record FollowedSource
{
    /// <summary>The link name of the project that gets its mail.</summary>
    public required string Project { get; init; }

    /// <summary>The profile that the project is made from when it is new.</summary>
    public required string Profile { get; init; }

    /// <summary><c>maildir</c> or <c>public-inbox</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Its full path or URL.</summary>
    public required string Location { get; init; }

    /// <summary>Only mail that bears this List-Id is taken; null for all mail.</summary>
    public string? ListId { get; init; }

    /// <summary>It is behind a URL, so that any node can read it; else it is a folder of the node that was given it.</summary>
    public bool IsElsewhere => Location.Contains("://", StringComparison.Ordinal);

    /// <summary>The pause between two rounds.</summary>
    public required TimeSpan Every { get; init; }

    /// <summary>When the last round ended; null before the first.</summary>
    public DateTimeOffset? ReadAt { get; init; }

    /// <summary>The node that read it.</summary>
    public string? ReadBy { get; init; }

    /// <summary>Messages that were new in that round.</summary>
    public long Added { get; init; }

    /// <summary>What went wrong in that round; empty when it went well.</summary>
    public string Fault { get; init; } = "";
}
