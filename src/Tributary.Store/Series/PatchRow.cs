using Tributary.Workflow;

namespace Tributary.Store;

/// <summary>A patch or pull request of a project as the API lists it: one row of the table <c>patches</c>. Equal rows need no writing.</summary>
public sealed record PatchRow
{
    /// <summary>Its number: that of the message's arrival in the project.</summary>
    public required long Id { get; init; }

    /// <summary>The message, <c>messages.id</c>.</summary>
    public required long Message { get; init; }

    /// <summary>The series that it belongs to.</summary>
    public required SeriesId Series { get; init; }

    /// <summary>Its name with its prefix as Patchwork writes it.</summary>
    public required string Name { get; init; }

    /// <summary>When it was sent, unix microseconds.</summary>
    public required long SentAt { get; init; }

    /// <summary>Who sent it, <c>people.id</c>.</summary>
    public required long Submitter { get; init; }

    /// <summary>Its state.</summary>
    public required PatchState State { get; init; }

    /// <summary>The name of the user who handles it, or null.</summary>
    public required string? Delegate { get; init; }

    /// <summary>It was put into the archive.</summary>
    public required bool IsArchived { get; init; }

    /// <summary>Patchwork's hash of the diff in lower-case hex, or null.</summary>
    public required string? Hash { get; init; }

    /// <summary>The commit that it became, or null.</summary>
    public required string? CommitRef { get; init; }

    /// <summary>Repository and ref of a pull request, or null.</summary>
    public required string? PullUrl { get; init; }

    /// <summary>What its checks come to.</summary>
    public required CheckState Checks { get; init; }
}

/// <summary>A cover letter of a project as the API lists it: one row of the table <c>covers</c>.</summary>
/// <param name="Id">Its number: that of the message's arrival in the project.</param>
/// <param name="Message">The message, <c>messages.id</c>.</param>
/// <param name="Series">The series that it introduces.</param>
/// <param name="Name">Its name with its prefix as Patchwork writes it.</param>
/// <param name="SentAt">When it was sent, unix microseconds.</param>
/// <param name="Submitter">Who sent it, <c>people.id</c>.</param>
public sealed record CoverRow(long Id, long Message, SeriesId Series, string Name, long SentAt, long Submitter);

/// <summary>A row of <c>patches</c> that is new, gone or another.</summary>
/// <param name="Before">As it is stored; null when it is new.</param>
/// <param name="After">As it is now; null when it is gone.</param>
public sealed record PatchChange(PatchRow? Before, PatchRow? After);

/// <summary>A row of <c>covers</c> that is new, gone or another.</summary>
/// <param name="Before">As it is stored; null when it is new.</param>
/// <param name="After">As it is now; null when it is gone.</param>
public sealed record CoverChange(CoverRow? Before, CoverRow? After);
