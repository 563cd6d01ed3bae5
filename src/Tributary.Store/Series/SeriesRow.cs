using System.Collections.Immutable;
using Tributary.Workflow;

namespace Tributary.Store;

/// <summary>A series as it is stored, in numbers: one row of the table <c>series</c>. Equal rows need no writing.</summary>
public sealed record SeriesRow
{
    /// <summary>Its id.</summary>
    public required SeriesId Id { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>The version, from 1.</summary>
    public required long Version { get; init; }

    /// <summary>Patches announced.</summary>
    public required long Total { get; init; }

    /// <summary>Patches that are here.</summary>
    public required long Received { get; init; }

    /// <summary>All the announced patches are here.</summary>
    public required bool IsComplete { get; init; }

    /// <summary>It is a request to pull.</summary>
    public required bool IsPullRequest { get; init; }

    /// <summary>When its head was sent, unix microseconds.</summary>
    public required long SentAt { get; init; }

    /// <summary>When the newest message of its thread was sent, unix microseconds.</summary>
    public required long ActiveAt { get; init; }

    /// <summary>Who sent it, <c>people.id</c>.</summary>
    public required long Submitter { get; init; }

    /// <summary>The cover letter or first patch, <c>messages.id</c>.</summary>
    public required long Head { get; init; }

    /// <summary>The cover letter, or null.</summary>
    public required long? Cover { get; init; }

    /// <summary>Its state.</summary>
    public required PatchState State { get; init; }

    /// <summary>The tree it is for, or null.</summary>
    public required string? Tree { get; init; }

    /// <summary>Why that tree.</summary>
    public required string TreeReason { get; init; }

    /// <summary>Who handles it, or null.</summary>
    public required string? Delegate { get; init; }

    /// <summary>The newest later version, or null.</summary>
    public required SeriesId? SupersededBy { get; init; }

    /// <summary>The series whose single patches it replaces, or null.</summary>
    public SeriesId? Replaces { get; init; }

    /// <summary>Why it is on hold, or null.</summary>
    public string? Hold { get; init; }

    /// <summary>Its feedback clock.</summary>
    public FeedbackClock Clock { get; init; } = FeedbackClock.None;

    /// <summary>Answers to its messages.</summary>
    public required long Replies { get; init; }

    /// <summary>Acked-by, Reviewed-by and Tested-by that hold for all its patches.</summary>
    public required TagCounts Tags { get; init; }

    /// <summary>A fingerprint of its patches, tags and links (<see cref="SeriesParts.GetFingerprint"/>): equal ones need no writing.</summary>
    public required long Parts { get; init; }
}

/// <summary>How many of the tags that the queue shows.</summary>
public readonly record struct TagCounts(long Acked, long Reviewed, long Tested);

/// <summary>The rows that belong to a series.</summary>
/// <param name="Patches">Its patches.</param>
/// <param name="Links">Its earlier versions, newest first.</param>
/// <param name="Depends">The message ids that it says it depends on.</param>
public sealed record SeriesParts(ImmutableArray<PatchPart> Patches, ImmutableArray<LinkPart> Links, ImmutableArray<string> Depends)
{
    /// <summary>A number that differs when any of the rows differs.</summary>
    public long GetFingerprint()
    {
        var writer = new PackWriter();
        foreach (var patch in Patches)
        {
            writer.Add(patch.Message);
            writer.Add(patch.Number);
            writer.Add(patch.Name);
            writer.Add((long)patch.State);
            writer.AddNullable(patch.CommitRef);
            writer.Add(patch.Tags.Length);
            foreach (var tag in patch.Tags)
            {
                writer.Add(tag.Key);
                writer.Add(tag.Value);
                writer.Add(tag.Source);
            }
        }

        foreach (var link in Links)
        {
            writer.Add(link.Earlier.Value);
            writer.Add(link.Evidence);
            writer.Add(link.Reason);
        }

        foreach (var message in Depends) writer.Add(message);
        return BitConverter.ToInt64(System.Security.Cryptography.SHA256.HashData(writer.Finish()));
    }
}

/// <summary>A patch of a series.</summary>
public sealed record PatchPart(long Message, long Number, string Name, PatchState State, TagCounts Counts, ImmutableArray<TagPart> Tags)
{
    /// <summary>The commit that it became, or null.</summary>
    public string? CommitRef { get; init; }
}

/// <summary>A tag given to a patch.</summary>
public sealed record TagPart(string Key, string Value, long Source);

/// <summary>A link to an earlier version.</summary>
public sealed record LinkPart(SeriesId Earlier, string Evidence, string Reason);
