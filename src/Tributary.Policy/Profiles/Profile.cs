using System.Collections.Immutable;

namespace Tributary.Policy;

/// <summary>What differs between subsystems and between revisions of the handbook: the values of its table, from profiles/NAME.yaml.</summary>
public sealed record Profile
{
    /// <summary>Its name, e.g. <c>bpf-2020</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The link name of the project it makes, e.g. <c>netdevbpf</c>.</summary>
    public required string Project { get; init; }

    /// <summary>Other names by which the project is found.</summary>
    public ImmutableArray<string> Aliases { get; init; } = [];

    /// <summary>The project's title for people.</summary>
    public required string Title { get; init; }

    /// <summary>The revision of the handbook: its year, or <c>today</c>.</summary>
    public string Revision { get; init; } = "today";

    /// <summary>The List-Ids that it reads, lower case.</summary>
    public ImmutableArray<string> ListIds { get; init; } = [];

    /// <summary>The lists it reads and writes to; the first is the one for patches (SUB-1).</summary>
    public ImmutableArray<MailingList> Lists { get; init; } = [];

    /// <summary>Hosts of bug trackers that nobody reads (BUG-4).</summary>
    public ImmutableArray<string> UnreadTrackers { get; init; } = [];

    /// <summary>Where its patches are queued elsewhere (SUB-3), or null.</summary>
    public PatchworkSite? Patchwork { get; init; }

    /// <summary>The names of the states by their slugs, in order (SUB-4, SUB-5).</summary>
    public ImmutableArray<StateName> States { get; init; } = [];

    /// <summary>What mail commands (SUB-5).</summary>
    public CommandValues Commands
    {
        get => (CommandValues?)CommandsPart.Value ?? new();
        init => CommandsPart = ProfilePart.Of(value);
    }

    /// <summary>Where a commit is shown, with <c>{repository}</c> (the last two parts of its address) and <c>{commit}</c> (12 digits) to fill in; null for nowhere.</summary>
    public string? CommitLink { get; init; }

    /// <summary>Its trees.</summary>
    public ImmutableArray<ProfileTree> Trees { get; init; } = [];

    /// <summary>Where all trees end (TREE-2), or null.</summary>
    public GitBranch? Mainline { get; init; }

    /// <summary>What a submission must look like.</summary>
    public SubmittingValues Submitting { get; init; } = new();

    /// <summary>What the rules take from it.</summary>
    public CheckValues Checks { get; init; } = new();

    /// <summary>What is added to commits when a series is applied (SUB-4).</summary>
    public ApplyingValues Applying { get; init; } = new("");

    /// <summary>How long feedback takes (SUB-6).</summary>
    public FeedbackValues Feedback
    {
        get => (FeedbackValues?)FeedbackPart.Value ?? new();
        init => FeedbackPart = ProfilePart.Of(value);
    }

    /// <summary>Pull requests to the next tree (TREE-4, TREE-6), or null.</summary>
    public PullRequestValues? PullRequests
    {
        get => (PullRequestValues?)PullRequestsPart.Value;
        init => PullRequestsPart = ProfilePart.Of(value);
    }

    /// <summary>The merge window (TREE-7, TREE-8), or null.</summary>
    public MergeWindowValues? MergeWindow { get; init; }

    /// <summary>Stable kernels (STB-1 to STB-5), or null.</summary>
    public StableValues? Stable
    {
        get => (StableValues?)StablePart.Value;
        init => StablePart = ProfilePart.Of(value);
    }

    /// <summary>Testing (TST-1 to TST-4), or null.</summary>
    public TestingValues? Testing
    {
        get => (TestingValues?)TestingPart.Value;
        init => TestingPart = ProfilePart.Of(value);
    }

    /// <summary>LLVM (LLV-1 to LLV-3), or null.</summary>
    public LlvmValues? Llvm
    {
        get => (LlvmValues?)LlvmPart.Value;
        init => LlvmPart = ProfilePart.Of(value);
    }

    /// <summary>Whom series are given to when they come, unless the project's maintainers made rules of their own (SUB-3, IPR-3).</summary>
    public ImmutableArray<DelegationRule> Delegation
    {
        get => [.. (DelegationRule[]?)DelegationPart.Value ?? []];
        init => DelegationPart = ProfilePart.Of(value.ToArray());
    }

    /// <summary>Where bugs are looked for and reported (BUG-2, LLV-3).</summary>
    public ReportingValues Reporting
    {
        get => (ReportingValues?)ReportingPart.Value ?? new();
        init => ReportingPart = ProfilePart.Of(value);
    }

    /// <summary>By what a series finds its tree where its prefix does not settle it (PFX-2).</summary>
    public RoutingValues Routing
    {
        get => (RoutingValues?)RoutingPart.Value ?? RoutingValues.None;
        init => RoutingPart = ProfilePart.Of(value);
    }

    /// <summary>iproute2 (IPR-1 to IPR-3), or null.</summary>
    public IprouteValues? Iproute
    {
        get => (IprouteValues?)IproutePart.Value;
        init => IproutePart = ProfilePart.Of(value);
    }

    internal ProfilePart CommandsPart { get; init; } = ProfilePart.None;

    internal ProfilePart FeedbackPart { get; init; } = ProfilePart.None;

    internal ProfilePart DelegationPart { get; init; } = ProfilePart.None;

    internal ProfilePart PullRequestsPart { get; init; } = ProfilePart.None;

    internal ProfilePart StablePart { get; init; } = ProfilePart.None;

    internal ProfilePart TestingPart { get; init; } = ProfilePart.None;

    internal ProfilePart LlvmPart { get; init; } = ProfilePart.None;

    internal ProfilePart ReportingPart { get; init; } = ProfilePart.None;

    internal ProfilePart RoutingPart { get; init; } = ProfilePart.None;

    internal ProfilePart IproutePart { get; init; } = ProfilePart.None;

    /// <summary>Reads all parts: what is wrong in them is known then.</summary>
    internal void ReadParts() => _ = (Commands, Feedback, Delegation, PullRequests, Stable, Testing, Llvm, Reporting, Routing, Iproute);

    /// <summary>The first list that has this use, or null.</summary>
    /// <param name="use">E.g. <see cref="ListUse.Bugs"/>.</param>
    public MailingList? ListFor(ListUse use)
    {
        foreach (var list in Lists)
        {
            foreach (var one in list.Uses)
            {
                if (one == use) return list;
            }
        }

        return null;
    }
}

/// <summary>The name that people give a state.</summary>
/// <param name="Slug">As in URLs and JSON, e.g. <c>changes-requested</c>.</param>
/// <param name="Title">As on pages, e.g. <c>Changes Requested</c>.</param>
public sealed record StateName(string Slug, string Title);

/// <summary>A branch of a repository.</summary>
/// <param name="Repository">The URL that git clones.</param>
/// <param name="Branch">The branch.</param>
public sealed record GitBranch(string Repository, string Branch);
