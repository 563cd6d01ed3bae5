using System.Collections.Immutable;
using Tributary.Store;

namespace Tributary.Server;

/// <summary>What somebody sees of his own account.</summary>
public sealed record AccountModel
{
    /// <summary>The account.</summary>
    public required User User { get; init; }

    /// <summary>The number of the session by which he asks.</summary>
    public required long Session { get; init; }

    /// <summary>Its sessions, the last used first.</summary>
    public required ImmutableArray<StoredSession> Sessions { get; init; }

    /// <summary>Its tokens, the oldest first.</summary>
    public required ImmutableArray<StoredToken> Tokens { get; init; }

    /// <summary>The link names of the projects that he maintains.</summary>
    public required ImmutableArray<string> Maintains { get; init; }

    /// <summary>The time of the page.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>A token that was just made: it can be seen only now.</summary>
    public string? NewToken { get; init; }
}
