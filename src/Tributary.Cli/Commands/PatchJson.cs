using System.Collections.Immutable;
using Tributary.Mail;
using Tributary.Patches;
using Tributary.Server;
using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Cli;

/// <summary>A patch as JSON: the words that scripts rely on.</summary>
internal sealed record PatchJson
{
    public required string MessageId { get; init; }
    public required string Name { get; init; }
    public required DateTimeOffset Date { get; init; }
    public required PersonView Submitter { get; init; }

    /// <summary>All header fields: by name, the values in order.</summary>
    public required IReadOnlyDictionary<string, ImmutableArray<string>> Headers { get; init; }

    public required string Content { get; init; }
    public required string? Diff { get; init; }
    public required string? PullUrl { get; init; }

    /// <summary>Those that it bears, and those that answers to it and the cover letter gave it.</summary>
    public required ImmutableArray<TagView> Trailers { get; init; }

    public required long? Series { get; init; }
    public required int? Number { get; init; }
    public required string? State { get; init; }
    public required string? CommitRef { get; init; }

    /// <summary>The data of a message.</summary>
    /// <param name="message">The message.</param>
    /// <param name="mail">The same as people of patches see it.</param>
    /// <param name="series">Its series, or null.</param>
    public static PatchJson From(Message message, PatchMail mail, SeriesDetail? series)
    {
        var row = series?.Patches.FirstOrDefault(patch => patch.Message == message.Id);
        return new()
        {
            MessageId = message.Id.Value,
            Name = row?.Name ?? mail.Subject.Name,
            Date = message.Date,
            Submitter = PersonView.From(message.From),
            Headers = message.Headers.GroupBy(header => header.Name, StringComparer.OrdinalIgnoreCase)
                .ToDictionary(group => group.Key, group => group.Select(header => header.Value).ToImmutableArray()),
            Content = mail.Content,
            Diff = mail.Diff,
            PullUrl = mail.PullUrl,
            Trailers = row is not null ? [.. row.Tags.Select(TagView.From)] : [.. mail.Trailers.Select(trailer => TagView.From(new CollectedTag(trailer, message.Id)))],
            Series = series?.Summary.Id.Value,
            Number = row?.Number,
            State = row?.State.Slug,
            CommitRef = row?.CommitRef,
        };
    }
}
