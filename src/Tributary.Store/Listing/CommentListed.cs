namespace Tributary.Store;

/// <summary>A comment on a patch or cover letter as the API lists it.</summary>
public sealed record CommentListed
{
    /// <summary>Its number in the API.</summary>
    public required long Id { get; init; }

    /// <summary>Its message (<c>messages.id</c>).</summary>
    public required long Message { get; init; }

    /// <summary>Its project.</summary>
    public required long Project { get; init; }

    /// <summary>Without angle brackets.</summary>
    public required string MessageId { get; init; }

    /// <summary>The date of the mail.</summary>
    public required DateTimeOffset SentAt { get; init; }

    /// <summary>Its subject.</summary>
    public required string Subject { get; init; }

    /// <summary>Who sent it.</summary>
    public required PersonListed Submitter { get; init; }

    /// <summary>The number of the patch or cover letter.</summary>
    public required long Target { get; init; }

    /// <summary>Whether it was dealt with; null if nobody said.</summary>
    public bool? IsAddressed { get; init; }
}
