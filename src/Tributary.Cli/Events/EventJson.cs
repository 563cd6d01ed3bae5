using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Cli;

/// <summary>An event as data. What it is not about is null.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Date">When it happened here.</param>
/// <param name="Category">What happened.</param>
/// <param name="Project">The link name of the project.</param>
/// <param name="Door">Through what: mail, web, api, git, schedule, command-line.</param>
/// <param name="Actor">The user name of him who did it.</param>
internal sealed record EventJson(long Id, DateTimeOffset Date, string Category, string Project, string Door, string? Actor)
{
    /// <summary>The series.</summary>
    public EventSubject? Series { get; init; }

    /// <summary>The patch.</summary>
    public EventSubject? Patch { get; init; }

    /// <summary>The cover letter.</summary>
    public EventSubject? Cover { get; init; }

    /// <summary>The reply.</summary>
    public EventSubject? Comment { get; init; }

    /// <summary>The check.</summary>
    public EventCheck? Check { get; init; }

    /// <summary>How it was before.</summary>
    public string? Before { get; init; }

    /// <summary>How it is since.</summary>
    public string? After { get; init; }

    /// <summary>The data of an event.</summary>
    public static EventJson From(EventListed one, string project) => new(one.Id, one.At, one.Category.Slug, project, one.Door.Slug, one.Actor?.Username)
    {
        Series = one.Series is { } series ? new(series.Id, series.Name, MessageId: null) : null,
        Patch = one.Patch is { } patch ? new(patch.Id, patch.Name, patch.MessageId) : null,
        Cover = one.Cover is { } cover ? new(cover.Id, cover.Name, cover.MessageId) : null,
        Comment = one.Comment is { } comment ? new(comment.Id, comment.Subject, comment.MessageId) : null,
        Check = one.Check is { } check ? new(check.Id, check.Context, check.State.Slug) : null,
        Before = one.Before, After = one.After,
    };
}

/// <summary>What an event is about.</summary>
/// <param name="Id">Its number in the API.</param>
/// <param name="Name">Its name or subject.</param>
/// <param name="MessageId">Its mail, without angle brackets; null for a series.</param>
internal sealed record EventSubject(long Id, string Name, string? MessageId);

/// <summary>A check that an event is about.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Context">Which check.</param>
/// <param name="State">What it found.</param>
internal sealed record EventCheck(long Id, string Context, string State);
