using System.Collections.Immutable;
using Tributary.Mail;
using Tributary.Patches;
using Tributary.Workflow;

namespace Tributary.Store;

/// <summary>A series with all that its page shows.</summary>
public sealed record SeriesDetail
{
    /// <summary>What the queue shows of it.</summary>
    public required SeriesSummary Summary { get; init; }

    /// <summary>Its patches by number.</summary>
    public required ImmutableArray<SeriesPatchRow> Patches { get; init; }

    /// <summary>The earlier versions, newest first, with the evidence.</summary>
    public required ImmutableArray<VersionLink> Earlier { get; init; }

    /// <summary>The later versions, oldest first.</summary>
    public required ImmutableArray<VersionLink> Later { get; init; }

    /// <summary>All the messages of its thread in tree order (parents first, siblings by date), its own patches and cover too.</summary>
    public required ImmutableArray<ThreadEntry> Thread { get; init; }
}

/// <summary>A patch of a series.</summary>
public sealed record SeriesPatchRow(
    int Number, MessageId Message, string Name, PatchState State, string? CommitRef, ImmutableArray<CollectedTag> Tags);

/// <summary>Another version of the same work.</summary>
/// <param name="Id">That series.</param>
/// <param name="Head">Its head.</param>
/// <param name="Version">Its version.</param>
/// <param name="Name">Its name.</param>
/// <param name="Date">When it was sent.</param>
/// <param name="Evidence">The kind of evidence.</param>
/// <param name="Reason">The evidence, as a sentence.</param>
public sealed record VersionLink(
    SeriesId Id, MessageId Head, int Version, string Name, DateTimeOffset Date, string Evidence, string Reason)
{
    /// <summary>The series whose single patches that one replaces, or null for one that stands for the whole.</summary>
    public SeriesId? Replaces { get; init; }
}

/// <summary>A message in the tree of a thread.</summary>
/// <param name="Message">The message.</param>
/// <param name="Parent">What it answers, or null at a root.</param>
/// <param name="Target">The patch or cover letter that it comments on.</param>
/// <param name="Depth">0 at a root.</param>
/// <param name="Kind">What it is.</param>
/// <param name="From">Who sent it.</param>
/// <param name="Date">When, UTC.</param>
/// <param name="Subject">Its subject.</param>
public sealed record ThreadEntry(
    MessageId Message, MessageId? Parent, MessageId? Target, int Depth, MailKind Kind, Mailbox From, DateTimeOffset Date, string Subject);
