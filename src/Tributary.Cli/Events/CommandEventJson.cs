using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Cli;

/// <summary>A mail command as an event.</summary>
/// <param name="Id">The event's number.</param>
/// <param name="Date">When it was taken in.</param>
/// <param name="Category">Always <c>command</c>.</param>
/// <param name="Project">The link name of the project.</param>
/// <param name="Door">Through what it came: mail.</param>
/// <param name="Actor">The user name of its sender, where he has an account.</param>
internal sealed record CommandEventJson(long Id, DateTimeOffset Date, string Category, string Project, string Door, string? Actor)
{
    /// <summary>The mail's id, bare.</summary>
    public required string MessageId { get; init; }

    /// <summary>The address it came from.</summary>
    public required string Sender { get; init; }

    /// <summary>The word as written.</summary>
    public required string Word { get; init; }

    /// <summary>The slug of the state that it means; null where nobody can tell.</summary>
    public string? Means { get; init; }

    /// <summary>What became of it: a word, and a sentence.</summary>
    public required string Outcome { get; init; }

    /// <summary>The number of the series that it was said of, or null.</summary>
    public long? Series { get; init; }

    /// <summary>The data of an event that is a mail command; null for any other.</summary>
    public static CommandEventJson? From(EventListed one, string project) => one.Command is not { } command ? null
        : new(one.Id, one.At, one.Category.Slug, project, one.Door.Slug, one.Actor?.Username)
        {
            MessageId = command.MessageId.Value, Sender = command.Sender, Word = command.Word, Means = command.Means?.Slug, Outcome = command.OutcomeText, Series = command.Series?.Value,
        };

    /// <summary>The event on one line.</summary>
    public string ToLine() => TerminalText.Line(
        $"{TerminalText.Time(Date)}  {Category,-21}  {(Actor is null ? Door : $"{Actor} by {Door}"),-12}  {(Series is { } series ? $"{series}" : MessageId)} {Word} → {Means ?? "?"}: {Outcome}");
}
