using System.Collections.Immutable;
using Tributary.Store;

namespace Tributary.Server;

/// <summary>What a list's name in an address stands for.</summary>
/// <param name="Name">The name, as it was asked for.</param>
/// <param name="Projects">The projects whose mail is meant.</param>
internal sealed record ArchiveScope(string Name, ImmutableArray<StoredProject> Projects);
