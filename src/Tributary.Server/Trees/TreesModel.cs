using Tributary.Store;

namespace Tributary.Server;

/// <summary>What the page of the trees shows.</summary>
/// <param name="Trees">Those that are followed, by name.</param>
/// <param name="Now">The time of the page.</param>
public sealed record TreesModel(IReadOnlyList<StoredTree> Trees, DateTimeOffset Now);
