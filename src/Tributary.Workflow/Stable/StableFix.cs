using System.Collections.Immutable;

namespace Tributary.Workflow;

/// <summary>A fix in the queue for stable kernels (STB-5).</summary>
public sealed record StableFix
{
    /// <summary>Its number in the queue; 0 before it has one.</summary>
    public long Id { get; init; }

    /// <summary>The project.</summary>
    public required long Project { get; init; }

    /// <summary>The commit, as the tree has it that took it first.</summary>
    public required CommitId Commit { get; init; }

    /// <summary>Its title.</summary>
    public required string Title { get; init; }

    /// <summary>Who wrote it: <c>Name &lt;address&gt;</c>.</summary>
    public required string Author { get; init; }

    /// <summary>The message that sent it, or null.</summary>
    public string? MessageId { get; init; }

    /// <summary>The tree that took it; empty where it was asked for by its commit.</summary>
    public string Tree { get; init; } = "";

    /// <summary>How it came into the queue.</summary>
    public required StableAsking Asked { get; init; }

    /// <summary>Who asked.</summary>
    public string AskedBy { get; init; } = "";

    /// <summary>The branches it was asked for, e.g. <c>6.6</c>; empty: wherever it is needed.</summary>
    public ImmutableArray<string> Branches { get; init; } = [];

    /// <summary>The words of who asked.</summary>
    public string Why { get; init; } = "";

    /// <summary>Since when it is in the queue.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>What was said of it since.</summary>
    public ImmutableArray<StableMark> Marks { get; init; } = [];
}

/// <summary>How a fix came into the queue.</summary>
public enum StableAsking
{
    /// <summary>A tree of fixes took it.</summary>
    Accepted = 1,

    /// <summary>Its sender asked below the <c>---</c> line.</summary>
    Notes = 2,

    /// <summary>Its message says <c>Cc: stable</c>, which it should not (STB-4).</summary>
    Trailer = 3,

    /// <summary>A command in a mail: <c>stable: 6.6</c>.</summary>
    Mail = 4,

    /// <summary><c>trib stable request</c>.</summary>
    Command = 5,

    /// <summary>Somebody asked in the browser.</summary>
    Web = 6,
}

/// <summary>What somebody, or a mail of the stable maintainers, said of a fix and a branch.</summary>
/// <param name="Branch">The branch, e.g. <c>6.6</c>; empty for all.</param>
/// <param name="Kind">What.</param>
/// <param name="Reason">Why, or where: a sentence, a message id.</param>
/// <param name="By">Who.</param>
/// <param name="At">When.</param>
public sealed record StableMark(string Branch, StableMarkKind Kind, string Reason, string By, DateTimeOffset At);

/// <summary>What can be said of a fix and a branch.</summary>
public enum StableMarkKind
{
    /// <summary>It was sent to the stable maintainers.</summary>
    Submitted = 1,

    /// <summary>The stable maintainers have it in their queue or review.</summary>
    Queued = 2,

    /// <summary>They say that it does not apply.</summary>
    Failed = 3,

    /// <summary>It is not to go there.</summary>
    Refused = 4,
}
