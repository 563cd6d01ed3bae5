using Tributary.Workflow;

namespace Tributary.Store;

/// <summary>An event as the API lists it, with all that it is about.</summary>
public sealed record EventListed
{
    /// <summary>Its number.</summary>
    public required long Id { get; init; }

    /// <summary>Its project.</summary>
    public required long Project { get; init; }

    /// <summary>When it happened here.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>What happened.</summary>
    public required EventCategory Category { get; init; }

    /// <summary>Through what.</summary>
    public required Door Door { get; init; }

    /// <summary>Who did it, if that is a user.</summary>
    public UserListed? Actor { get; init; }

    /// <summary>The series, if it is still there.</summary>
    public SeriesMention? Series { get; init; }

    /// <summary>The patch, if it is still there.</summary>
    public PatchMention? Patch { get; init; }

    /// <summary>The cover letter, if it is still there.</summary>
    public PatchMention? Cover { get; init; }

    /// <summary>The comment, if it is still there.</summary>
    public CommentMention? Comment { get; init; }

    /// <summary>The check.</summary>
    public CheckListed? Check { get; init; }

    /// <summary>The mail command, of an event that is one.</summary>
    public StoredCommand? Command { get; init; }

    /// <summary>From what: a slug, a username, numbers.</summary>
    public string? Before { get; init; }

    /// <summary>To what.</summary>
    public string? After { get; init; }

    /// <summary>The account of the delegate before, where it is about delegates.</summary>
    public UserListed? BeforeUser { get; init; }

    /// <summary>The account of the delegate after.</summary>
    public UserListed? AfterUser { get; init; }
}
