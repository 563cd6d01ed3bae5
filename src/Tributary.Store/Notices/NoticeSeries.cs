using System.Collections.Immutable;
using Tributary.Mail;
using Tributary.Workflow;

namespace Tributary.Store;

/// <summary>A series as letters about it need it.</summary>
public sealed record NoticeSeries
{
    /// <summary>Its number; not that of a series which was merged into it.</summary>
    public required SeriesId Id { get; init; }

    /// <summary>The number of its project.</summary>
    public required long Project { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>It is a pull request.</summary>
    public bool IsPullRequest { get; init; }

    /// <summary>Who sent it.</summary>
    public required Mailbox Submitter { get; init; }

    /// <summary>Its state.</summary>
    public PatchState State { get; init; }

    /// <summary>The mail that stands for it: its cover letter, else its first patch.</summary>
    public required Message Head { get; init; }

    /// <summary>Its patches by number: the mail, <c>messages.id</c>, and the name with its prefix as Patchwork writes it.</summary>
    public ImmutableArray<(long Message, string Name)> Patches { get; init; } = [];
}
