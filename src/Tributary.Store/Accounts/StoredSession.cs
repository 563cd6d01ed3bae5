namespace Tributary.Store;

/// <summary>A browser that is signed in, as it is known.</summary>
public sealed record StoredSession
{
    /// <summary>Its number, by which it is ended.</summary>
    public required long Id { get; init; }

    /// <summary>The number of its user.</summary>
    public required long User { get; init; }

    /// <summary>When it began.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was used last, to some minutes.</summary>
    public required DateTimeOffset UsedAt { get; init; }

    /// <summary>The network address that signed in.</summary>
    public required string Origin { get; init; }

    /// <summary>What the browser called itself; may be empty.</summary>
    public required string Program { get; init; }
}
