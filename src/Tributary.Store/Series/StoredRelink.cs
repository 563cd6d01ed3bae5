using System.Collections.Immutable;
using Tributary.Patches;

namespace Tributary.Store;

/// <summary>What a person said of which messages are one series, and which series are versions: a line of a ledger that a rebuild keeps.</summary>
public sealed record StoredRelink
{
    /// <summary>Its number; 0 before it has one.</summary>
    public long Id { get; init; }

    /// <summary>The project's number.</summary>
    public required long Project { get; init; }

    /// <summary>What was said.</summary>
    public required RelinkKind Kind { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The number of the user who said it, or null.</summary>
    public long? Actor { get; init; }

    /// <summary>His user name.</summary>
    public required string By { get; init; }

    /// <summary>Why, in his words; may be empty.</summary>
    public string Reason { get; init; } = "";

    /// <summary>The messages, <c>messages.id</c>: of one series, what stays of a split, or the heads of two series, the later first.</summary>
    public ImmutableArray<long> Messages { get; init; } = [];

    /// <summary>Of a split what is split off.</summary>
    public ImmutableArray<long> SplitOff { get; init; } = [];

    /// <summary>All that it names.</summary>
    public IEnumerable<long> All => Messages.Concat(SplitOff);

    /// <summary>As a cluster takes it: the messages that are in it.</summary>
    /// <param name="members">The members of the cluster by number.</param>
    internal Relink ToRelink(IReadOnlyDictionary<long, StoredMember> members)
    {
        return new(Id, Kind) { Messages = Here(Messages), SplitOff = Here(SplitOff), By = By, Reason = Reason };

        ImmutableArray<Mail.MessageId> Here(ImmutableArray<long> ids) => [.. ids.Where(members.ContainsKey).Select(id => members[id].Member.Id)];
    }
}
