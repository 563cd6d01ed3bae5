using System.Collections.Immutable;
using Tributary.Store;

namespace Tributary.Server;

/// <summary>What a server or command needs to carry out mail commands as they arrive. History is taken in without one, and never acts.</summary>
/// <param name="Outbox">By which refused ones are answered.</param>
public sealed record CommandDesk(Outbox Outbox)
{
    /// <summary>The relays whose results prove a sender (RFC 8601); null: as the last server was told; empty: senders are taken as they say.</summary>
    public ImmutableArray<string>? Relays { get; init; }

    /// <summary>Whether MAINTAINERS names an address for a file of a series; without it nobody is an owner.</summary>
    public Func<WriteTransaction, SeriesAtWork, string, CancellationToken, Task<bool>>? IsOwner { get; init; }
}
