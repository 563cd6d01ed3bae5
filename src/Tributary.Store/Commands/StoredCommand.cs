using Tributary.Mail;
using Tributary.Workflow;

namespace Tributary.Store;

/// <summary>A mail command, and what became of it.</summary>
public sealed record StoredCommand
{
    /// <summary>Its number; 0 before it has one.</summary>
    public long Id { get; init; }

    /// <summary>The number of its project.</summary>
    public required long Project { get; init; }

    /// <summary>The mail, <c>messages.id</c>.</summary>
    public required long Message { get; init; }

    /// <summary>The mail's id.</summary>
    public MessageId MessageId { get; init; }

    /// <summary>Its place among the commands of the mail.</summary>
    public required long Position { get; init; }

    /// <summary>The number of its event; 0 before it has one.</summary>
    public long Event { get; init; }

    /// <summary>The address it came from, lower case.</summary>
    public required string Sender { get; init; }

    /// <summary>The word as written.</summary>
    public required string Word { get; init; }

    /// <summary>The state that it means, or null.</summary>
    public PatchState? Means { get; init; }

    /// <summary>What became of it.</summary>
    public CommandOutcome Outcome { get; init; }

    /// <summary>That in a sentence.</summary>
    public string Reason { get; init; } = "";

    /// <summary>The series that it is about, or null.</summary>
    public SeriesId? Series { get; init; }

    /// <summary>What it changed, by which it can be undone; or null.</summary>
    public long? Change { get; init; }

    /// <summary>When it was taken in.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>The outcome for people and programs: <c>refused: Only a maintainer …</c></summary>
    public string OutcomeText => Reason.Length == 0 ? Outcome.Slug : $"{Outcome.Slug}: {Reason}";
}
