using System.Collections.Immutable;
using Tributary.Store;

namespace Tributary.Server;

/// <summary>What an administrator sees of an account.</summary>
/// <param name="User">The account.</param>
/// <param name="Projects">All projects, by name.</param>
/// <param name="Tokens">Its tokens.</param>
/// <param name="Sessions">Its sessions.</param>
/// <param name="Now">The time of the page.</param>
public sealed record UserModel(User User, ImmutableArray<StoredProject> Projects, ImmutableArray<StoredToken> Tokens, ImmutableArray<StoredSession> Sessions, DateTimeOffset Now);
