using System.Collections.Immutable;
using Tributary.Store;

namespace Tributary.Server;

/// <summary>What a server or command needs to carry out mail commands as they arrive. History is taken in without one, and never acts.</summary>
/// <param name="Outbox">By which refused ones are answered.</param>
public sealed record CommandDesk(Outbox Outbox)
{
    /// <summary>The desk of a process.</summary>
    /// <param name="identity">Who answers are from; unset: who the last server said.</param>
    /// <param name="treeFolder">The folder of the repositories of trees, where MAINTAINERS is; empty where there is none.</param>
    /// <param name="clock">By which answers are dated.</param>
    public static CommandDesk Of(MailIdentity identity, string treeFolder, TimeProvider clock) => new(new Outbox(identity, clock)) { IsOwner = new FileOwners(treeFolder).IsOwnerAsync };

    /// <summary>The relays whose results prove a sender (RFC 8601); null: as the last server was told; empty: senders are taken as they say.</summary>
    public ImmutableArray<string>? Relays { get; init; }

    /// <summary>Whether MAINTAINERS names an address for a file of a series; without it nobody is an owner.</summary>
    public Func<WriteTransaction, SeriesAtWork, string, CancellationToken, Task<bool>>? IsOwner { get; init; }
}
