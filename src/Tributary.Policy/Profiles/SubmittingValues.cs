using System.Collections.Immutable;

namespace Tributary.Policy;

/// <summary>What a submission must look like.</summary>
public sealed record SubmittingValues
{
    /// <summary>How a prefix is made (PFX-1).</summary>
    public string PrefixExample { get; init; } = "";

    /// <summary>Prefixes of a respin (PFX-4).</summary>
    public ImmutableArray<string> RespinExamples { get; init; } = [];

    /// <summary>The least number of patches that wants a cover letter (SER-1).</summary>
    public int CoverLetterFrom { get; init; } = 2;

    /// <summary>The columns a line of code may have.</summary>
    public int Columns { get; init; } = 100;

    /// <summary>The least number of hex digits of a commit in <c>Fixes:</c> (REQ-2).</summary>
    public int CommitDigits { get; init; } = 12;
}

/// <summary>What is added to commits when a series is applied (SUB-4, SER-2).</summary>
/// <param name="Link">The address of a patch's mail, with <c>{message-id}</c> to fill in; empty: none is added.</param>
public sealed record ApplyingValues(string Link)
{
    /// <summary>The address of a mail, or null.</summary>
    /// <param name="id">Its Message-Id, bare.</param>
    public string? LinkTo(string id) => Link.Length == 0 ? null : Link.Replace("{message-id}", id, StringComparison.Ordinal);
}

/// <summary>How long feedback takes, in business days (SUB-6).</summary>
public sealed record FeedbackValues
{
    /// <summary>Usual, from.</summary>
    public int UsualFrom { get; init; } = 2;

    /// <summary>Usual, to.</summary>
    public int UsualTo { get; init; } = 3;

    /// <summary>A series without an answer for longer is overdue.</summary>
    public int OverdueAfter { get; init; } = 3;

    /// <summary>The zone of the tz database in which days begin and end.</summary>
    public string Zone { get; init; } = "UTC";

    /// <summary>The days of the week that are free.</summary>
    public ImmutableArray<DayOfWeek> Weekend { get; init; } = SaturdayAndSunday;

    /// <summary>The days that are free beside them.</summary>
    public ImmutableArray<DateOnly> Holidays { get; init; } = [];

    /// <summary>The addresses, lower case, whose answers are those of a maintainer, beside those of the project's users: for the mail of years before they had accounts here.</summary>
    public ImmutableArray<string> Maintainers { get; init; } = [];

    /// <summary>The addresses, lower case, from which senders are told that their series was applied: such an answer is the decision.</summary>
    public ImmutableArray<string> NoticesFrom { get; init; } = [];

    /// <summary>The weekend of most places.</summary>
    public static ImmutableArray<DayOfWeek> SaturdayAndSunday { get; } = [DayOfWeek.Saturday, DayOfWeek.Sunday];
}

/// <summary>Pull requests to the next tree.</summary>
/// <param name="Subjects">Their subjects, with <c>{tree}</c>, <c>{date}</c>, <c>{version}</c> to fill in (TREE-4).</param>
/// <param name="Rhythm">When they are sent, in words (TREE-6).</param>
public sealed record PullRequestValues(ImmutableArray<string> Subjects, string Rhythm)
{
    /// <summary>The load where a profile names none.</summary>
    public const int UsualLoad = 40;

    /// <summary>Whom they are written to, by destination; of others, the first list for them.</summary>
    public ImmutableArray<PullLetterValues> Letters { get; init; } = [];

    /// <summary>With so many commits staged one is sent in mid-week too (TREE-6).</summary>
    public int Load { get; init; } = UsualLoad;
}

/// <summary>Whom pull requests into a tree are written to.</summary>
/// <param name="Into">The tree.</param>
/// <param name="Greeting">How they begin.</param>
/// <param name="To">Addresses.</param>
/// <param name="Cc">Addresses.</param>
public sealed record PullLetterValues(string Into, string Greeting, ImmutableArray<string> To, ImmutableArray<string> Cc);

/// <summary>The merge window.</summary>
/// <param name="EndsWith">The pattern of the tag that ends it (TREE-7).</param>
/// <param name="StatusPage">Where it is said whether it is open: a URL, or a path of our own (TREE-8).</param>
public sealed record MergeWindowValues(string EndsWith, string StatusPage);
