using Tributary.Workflow;

namespace Tributary.Store;

/// <summary>Something that happened, before it is written. Numbers are those of the API.</summary>
public sealed record NewEvent
{
    /// <summary>What.</summary>
    public required EventCategory Category { get; init; }

    /// <summary>The series it happened to, or null.</summary>
    public long? Series { get; init; }

    /// <summary>The patch it happened to, or null.</summary>
    public long? Patch { get; init; }

    /// <summary>The cover letter it happened to, or null.</summary>
    public long? Cover { get; init; }

    /// <summary>The reply, or null.</summary>
    public long? Comment { get; init; }

    /// <summary>The check, or null.</summary>
    public long? Check { get; init; }

    /// <summary>How it was: a slug, a user name, a value; null for nothing.</summary>
    public string? Before { get; init; }

    /// <summary>How it is; null for nothing.</summary>
    public string? After { get; init; }
}
