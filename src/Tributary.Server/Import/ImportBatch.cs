using System.Collections.Immutable;
using Tributary.Mail;
using Tributary.Store;

namespace Tributary.Server;

/// <summary>What a source brings at once: 200 to 2,000 messages go well.</summary>
/// <param name="Project">The project's id (<see cref="ProjectStore"/>).</param>
/// <param name="Source">The source's id.</param>
/// <param name="Messages">The messages, in the order in which they came (<see cref="NewMessage.Read"/>).</param>
/// <param name="Deleted">
/// What the source took back. Deletions come first: a batch ends before the deletion of a message that it holds.
/// </param>
/// <param name="Position">Where the source's reader stands after this batch, as JSON; saved in the same transaction.</param>
public sealed record ImportBatch(
    long Project, long Source, ImmutableArray<NewMessage> Messages, ImmutableArray<MessageId> Deleted, string Position)
{
    /// <summary>The arrival after which the run began (<see cref="ImportTotals.GetLastArrivalAsync"/>), for <see cref="ImportCounts.Withdrawn"/>.</summary>
    public long Since { get; init; } = long.MaxValue;

    /// <summary>Whether the source is read again from its start; mostly it is not.</summary>
    public AnewReading Anew { get; init; }
}
