namespace Tributary.Store;

/// <summary>A cover letter as the API lists it.</summary>
public sealed record CoverListed
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

    /// <summary>With its prefix, as Patchwork writes it.</summary>
    public required string Name { get; init; }

    /// <summary>Who sent it.</summary>
    public required PersonListed Submitter { get; init; }

    /// <summary>Its series.</summary>
    public SeriesMention? Series { get; init; }
}
