using System.Collections.Immutable;
using Tributary.Mail;

namespace Tributary.Patches;

/// <summary>A series: the patches that were sent to be applied together, as one version. The unit of work.</summary>
public sealed record PatchSeries
{
    /// <summary>Earlier versions listed at most. Real work has had up to some forty; a robot that sends daily must not grow without bound.</summary>
    public const int MostEarlier = 64;

    /// <summary>The cover letter if it is there, else the first patch: the message by which people name the series.</summary>
    public required MessageId Head { get; init; }

    /// <summary>The cover letter, or null.</summary>
    public MessageId? Cover { get; init; }

    /// <summary>Further cover letters, where a person put several series together; by date.</summary>
    public ImmutableArray<MessageId> OtherCovers { get; init; } = [];

    /// <summary>Its patches by number, then date; a pull request is a series of one.</summary>
    public required ImmutableArray<SeriesPatch> Patches { get; init; }

    /// <summary>The version, 1 for the first.</summary>
    public required int Version { get; init; }

    /// <summary>How many patches were announced.</summary>
    public required int Total { get; init; }

    /// <summary>True when all the announced patches are here.</summary>
    public required bool IsComplete { get; init; }

    /// <summary>True when it is a request to pull.</summary>
    public bool IsPullRequest { get; init; }

    /// <summary>
    /// The title of the cover letter; else of the first patch with its prefix as Patchwork names it
    /// (<see cref="PatchSubject.Name"/>).
    /// </summary>
    public required string Name { get; init; }

    /// <summary>Who sent the head.</summary>
    public required Mailbox Submitter { get; init; }

    /// <summary>The date of the head.</summary>
    public required DateTimeOffset Date { get; init; }

    /// <summary>The date of the newest message that belongs to it, replies included.</summary>
    public required DateTimeOffset LastActivity { get; init; }

    /// <summary>The words of the prefix (trees, RFC …) of the head.</summary>
    public ImmutableArray<string> Tags { get; init; } = [];

    /// <summary>
    /// The earlier versions that are known, newest first, each with its evidence; through them those before, the newest
    /// <see cref="MostEarlier"/> in all.
    /// </summary>
    public ImmutableArray<EarlierVersion> Earlier { get; init; } = [];

    /// <summary>The head of the newest later version, by which this one is superseded; null for the newest.</summary>
    public MessageId? SupersededBy { get; init; }

    /// <summary>The head of the series whose single patches this one replaces (<c>v5.1 10/12</c>); null for one that stands for the whole.</summary>
    public MessageId? Replaces { get; init; }
}

/// <summary>A patch of a series.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="Message">The message that is it.</param>
/// <param name="Name">Its name with prefix (<see cref="PatchSubject.Name"/>).</param>
/// <param name="Tags">The tags given to it: its own, those of replies to it and those on the cover letter, each once.</param>
public sealed record SeriesPatch(int Number, MessageId Message, string Name, ImmutableArray<CollectedTag> Tags)
{
    /// <summary>
    /// The message that replaces this patch alone: the same number sent again into the thread (both are then in
    /// <see cref="PatchSeries.Patches"/>), or <c>v5.1 10/12</c> (a series of its own); null for a patch that stands.
    /// </summary>
    public MessageId? ReplacedBy { get; init; }
}

/// <summary>A trailer given to a patch, and where it stands.</summary>
/// <param name="Trailer">The trailer.</param>
/// <param name="Source">The message in which it was given: the patch itself, a reply to it, or to (or in) the cover letter.</param>
public sealed record CollectedTag(Trailer Trailer, MessageId Source);

/// <summary>A link to an earlier version.</summary>
/// <param name="Head">The head of the earlier series.</param>
/// <param name="Evidence">The kind of the strongest evidence: <c>change-id</c>, <c>link</c>, <c>thread</c>, <c>title</c>, <c>patches</c> …</param>
/// <param name="Reason">One sentence that a maintainer understands.</param>
public sealed record EarlierVersion(MessageId Head, string Evidence, string Reason);
