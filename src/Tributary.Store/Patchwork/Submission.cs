using System.Collections.Immutable;
using Tributary.Mail;
using Tributary.Patches;

namespace Tributary.Store;

/// <summary>Where a message stands, for addresses that name it by its number in the API or by its id in a project.</summary>
public sealed record SubmissionPlace
{
    /// <summary>The project's id.</summary>
    public required long Project { get; init; }

    /// <summary>Its number in the database (messages.id).</summary>
    public required long Message { get; init; }

    /// <summary>Its Message-Id.</summary>
    public required MessageId Id { get; init; }

    /// <summary>What it is.</summary>
    public required MailKind Kind { get; init; }

    /// <summary>The patch, cover letter or pull request that it comments on; itself for those.</summary>
    public MessageId? Target { get; init; }

    /// <summary>What that is.</summary>
    public MailKind? TargetKind { get; init; }

    /// <summary>The series it belongs to.</summary>
    public SeriesId? Series { get; init; }

    /// <summary>The name of a patch or cover letter as Patchwork has it; the subject of any other message.</summary>
    public required string Name { get; init; }

    /// <summary>True for a patch or a pull request, which Patchwork lists among the patches.</summary>
    public bool IsPatch => Kind is MailKind.Patch or MailKind.PullRequest;

    /// <summary>True for a cover letter.</summary>
    public bool IsCover => Kind is MailKind.CoverLetter;
}

/// <summary>A patch, pull request or cover letter with all that its mbox is made of.</summary>
public sealed record Submission
{
    /// <summary>Its number in the API.</summary>
    public required long Number { get; init; }

    /// <summary>Its Message-Id.</summary>
    public required MessageId Id { get; init; }

    /// <summary>Its bytes, as they came.</summary>
    public required ReadOnlyMemory<byte> Raw { get; init; }

    /// <summary>Who sent it: the name by which that person is known.</summary>
    public required Mailbox Submitter { get; init; }

    /// <summary>The address of the user who handles it, or null.</summary>
    public string? DelegateAddress { get; init; }

    /// <summary>The bytes of the replies to it, the oldest first.</summary>
    public ImmutableArray<ReadOnlyMemory<byte>> Replies { get; init; } = [];

    /// <summary>The tags given on other messages that hold for it: those on the cover letter of its series.</summary>
    public ImmutableArray<Trailer> TagsFromElsewhere { get; init; } = [];
}
