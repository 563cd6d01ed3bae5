using System.Collections.Immutable;
using Tributary.Mail;
using Tributary.Store;

namespace Tributary.Server;

/// <summary>What a pull request is to be of.</summary>
public sealed record PullAsk
{
    /// <summary>The tree.</summary>
    public required string Tree { get; init; }

    /// <summary>Who writes it.</summary>
    public required Mailbox Sender { get; init; }

    /// <summary>The tree that is asked to pull; null: where the profile lets it flow.</summary>
    public string? Into { get; init; }

    /// <summary>From where on: a commit, a tag, a tree; null: what the destination does not have.</summary>
    public string? Since { get; init; }

    /// <summary>Only these series, on a branch of their own (TREE-3).</summary>
    public ImmutableArray<SeriesId> Series { get; init; } = [];

    /// <summary>The branch of that; null: <c>for-</c> and the destination.</summary>
    public string? Branch { get; init; }

    /// <summary>The tag that is to be pulled, made with the summary as its text; null for the branch.</summary>
    public string? Tag { get; init; }

    /// <summary>The key that signs it: an id of gpg or the file of an ssh key; null: it is not signed.</summary>
    public string? Key { get; init; }

    /// <summary>Push the tag and branch.</summary>
    public bool Pushes { get; init; }

    /// <summary>Where it is pulled from; null: where the tree is fetched from.</summary>
    public string? Url { get; init; }

    /// <summary>The main changes as somebody edited them; null: as they are found.</summary>
    public string? Changes { get; init; }

    /// <summary>The branch for a destination.</summary>
    public string BranchName(string into) => Branch ?? $"for-{(into.Length == 0 ? Tree : into)}";
}

/// <summary>A pull request as it was written.</summary>
public sealed record PullDraft
{
    /// <summary>The tree.</summary>
    public required string Tree { get; init; }

    /// <summary>The tree that is asked to pull.</summary>
    public required string Into { get; init; }

    /// <summary>Its parts.</summary>
    public required Workflow.PullLetter Letter { get; init; }

    /// <summary>The main changes, as they were found.</summary>
    public required ImmutableArray<Workflow.PullChange> Changes { get; init; }

    /// <summary>Its subject.</summary>
    public required string Subject { get; init; }

    /// <summary>Its text.</summary>
    public required string Text { get; init; }

    /// <summary>Whom it is to.</summary>
    public required ImmutableArray<Mailbox> To { get; init; }

    /// <summary>Who gets a copy.</summary>
    public required ImmutableArray<Mailbox> Cc { get; init; }
}

/// <summary>How writing a pull request ended.</summary>
public abstract record PullOutcome
{
    private PullOutcome()
    {
    }

    /// <summary>Here it is.</summary>
    public sealed record Done(PullDraft Draft) : PullOutcome;

    /// <summary>The destination has all of it.</summary>
    public sealed record UpToDate(string Tree, string Into) : PullOutcome;

    /// <summary>It cannot be written.</summary>
    /// <param name="Why">Why, and what to do.</param>
    public sealed record Refused(string Why) : PullOutcome;
}
