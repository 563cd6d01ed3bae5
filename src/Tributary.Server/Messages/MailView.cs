using System.Collections.Immutable;
using Tributary.Patches;
using Tributary.Workflow;

namespace Tributary.Server;

/// <summary>A patch or other message as data, in the words of <c>trib patch show --json</c>.</summary>
public sealed record MailView
{
    /// <summary>The message id.</summary>
    public required string MessageId { get; init; }

    /// <summary>What it is: <c>patch</c>, <c>cover</c>, <c>comment</c>, <c>pull-request</c>, <c>none</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>The subject as a name, with its prefix without PATCH.</summary>
    public required string Name { get; init; }

    /// <summary>When it was sent.</summary>
    public required DateTimeOffset Date { get; init; }

    /// <summary>Who sent it.</summary>
    public required PersonView Submitter { get; init; }

    /// <summary>All header fields, the values of each in order.</summary>
    public required IReadOnlyDictionary<string, ImmutableArray<string>> Headers { get; init; }

    /// <summary>The text before the diff.</summary>
    public required string Content { get; init; }

    /// <summary>The diff, or null.</summary>
    public required string? Diff { get; init; }

    /// <summary>What a pull request asks to pull, or null.</summary>
    public required string? PullUrl { get; init; }

    /// <summary>The trailers: for a patch of a series those that it has collected, else its own.</summary>
    public required ImmutableArray<TagView> Trailers { get; init; }

    /// <summary>The number of its series, or null.</summary>
    public required long? Series { get; init; }

    /// <summary>Its number in the series, or null.</summary>
    public required int? Number { get; init; }

    /// <summary>Its state, or null.</summary>
    public required string? State { get; init; }

    /// <summary>The commit that it became, or null.</summary>
    public required string? CommitRef { get; init; }

    /// <summary>What it answers, or null.</summary>
    public required string? Parent { get; init; }

    /// <summary>The answers to it, in tree order.</summary>
    public required ImmutableArray<ThreadEntryView> Replies { get; init; }

    /// <summary>What the rules found in it.</summary>
    public ImmutableArray<FindingView> Findings { get; init; } = [];

    /// <summary>The data of a page.</summary>
    public static MailView From(MailModel model) => new()
    {
        MessageId = model.Stored.Id.Value,
        Kind = MailKinds.SlugOf(model.Stored.Kind),
        Name = model.Patch?.Name ?? model.Mail.Subject.Name,
        Date = model.Message.Date,
        Submitter = PersonView.From(model.Message.From),
        Headers = model.Message.Headers.GroupBy(header => header.Name, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(group => group.Key, group => group.Select(header => header.Value).ToImmutableArray()),
        Content = model.Mail.Content,
        Diff = model.Mail.Diff,
        PullUrl = model.Mail.PullUrl,
        Trailers = model.Patch is { } patch ? [.. patch.Tags.Select(TagView.From)]
            : [.. model.Mail.Trailers.Select(trailer => TagView.From(new CollectedTag(trailer, model.Stored.Id)))],
        Series = model.Stored.Series?.Value,
        Number = model.Patch?.Number,
        State = model.Patch?.State.Slug,
        CommitRef = model.Patch?.CommitRef,
        Parent = model.Stored.Parent?.Value,
        Findings = [.. model.Findings.Select(FindingView.From)],
        Replies = [.. model.Discussion.Replies.Select(reply => ThreadEntryView.Of(reply.Entry))],
    };
}
