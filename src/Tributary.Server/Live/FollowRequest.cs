using System.Collections.Immutable;

namespace Tributary.Server;

/// <summary>Sources that a server is to read again and again.</summary>
/// <param name="Target">The project that gets their mail.</param>
/// <param name="Sources">The sources.</param>
/// <param name="Every">The pause between two rounds.</param>
public sealed record FollowRequest(ImportTarget Target, ImmutableArray<IMailSource> Sources, TimeSpan Every);
