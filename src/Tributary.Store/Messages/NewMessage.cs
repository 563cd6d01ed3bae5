using System.Collections.Immutable;
using Tributary.Patches;

namespace Tributary.Store;

/// <summary>A message on its way into the store: its bytes, and what was read from them.</summary>
/// <param name="Raw">The bytes as they came.</param>
/// <param name="Digest">The first 16 bytes of their SHA-256.</param>
/// <param name="Member">What places it; null for what cannot be read.</param>
/// <param name="Keys">Its cluster keys (<see cref="ClusterKeys"/>).</param>
/// <param name="Unreadable">Why it goes to quarantine, or null.</param>
public sealed record NewMessage(
    ReadOnlyMemory<byte> Raw, ReadOnlyMemory<byte> Digest, ThreadMember? Member, ImmutableArray<long> Keys, string? Unreadable);
