using System.Collections.Immutable;
using Tributary.Workflow;

namespace Tributary.Store;

/// <summary>A patch or pull request as the API lists it.</summary>
public sealed record PatchListed
{
    /// <summary>Its number in the API.</summary>
    public required long Id { get; init; }

    /// <summary>Its message (<c>messages.id</c>).</summary>
    public required long Message { get; init; }

    /// <summary>Its project.</summary>
    public required long Project { get; init; }

    /// <summary>Without angle brackets.</summary>
    public required string MessageId { get; init; }

    /// <summary>The date of the mail.</summary>
    public required DateTimeOffset SentAt { get; init; }

    /// <summary>With its prefix, as Patchwork writes it.</summary>
    public required string Name { get; init; }

    /// <summary>The commit it became, if somebody said so.</summary>
    public string? CommitRef { get; init; }

    /// <summary>Where to pull from, of a pull request.</summary>
    public string? PullUrl { get; init; }

    /// <summary>Its state.</summary>
    public required PatchState State { get; init; }

    /// <summary>Whether it is in the archive.</summary>
    public required bool IsArchived { get; init; }

    /// <summary>Patchwork's hash of the change, lower-case hex.</summary>
    public string? Hash { get; init; }

    /// <summary>Who sent it.</summary>
    public required PersonListed Submitter { get; init; }

    /// <summary>The username of the delegate.</summary>
    public string? Delegate { get; init; }

    /// <summary>The delegate's account, if there is one of that name.</summary>
    public UserListed? DelegateUser { get; init; }

    /// <summary>Its series.</summary>
    public SeriesMention? Series { get; init; }

    /// <summary>The worst of its newest checks by user and context.</summary>
    public required CheckState Check { get; init; }

    /// <summary>Patches that people say are related, without itself.</summary>
    public ImmutableArray<PatchMention> Related { get; init; } = [];
}
