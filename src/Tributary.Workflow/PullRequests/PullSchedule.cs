using System.Globalization;

namespace Tributary.Workflow;

/// <summary>Says when a pull request is due, and why (TREE-6): at the end of the week, in mid-week with load or urgency; features into mainline in its window.</summary>
public static class PullSchedule
{
    // A week without one is too long.
    private const int MostDays = 7;

    /// <summary>When it is due.</summary>
    public static PullDue Read(PullScheduleFacts facts)
    {
        var today = DateOnly.FromDateTime(facts.Now.UtcDateTime);
        if (facts.Staged == 0) return new(false, null, "Nothing is staged.");
        if (facts.IsAfterRelease) return ReadAfterRelease(facts, today);
        if (facts is { IsToMainline: true, IsFixes: false })
        {
            return facts.Window switch
            {
                null => new(false, null, "Features go into mainline when its window opens; no release of it is known here."),
                { IsOpen: true } window => new(true, today, $"The window of {window.Coming} is open."),
                { } window => new(false, window.OpensAbout, $"Features go into mainline when its window opens, about {Day(window.OpensAbout)}."),
            };
        }

        if (facts.Urgent > 0) return new(true, today, Say($"{facts.Urgent} of the staged commits {(facts.Urgent == 1 ? "mends" : "mend")} what somebody ran into (Fixes: and Reported-by:)."));
        if (facts.Staged >= facts.Load) return new(true, today, Say($"{facts.Staged} commits are staged; from {facts.Load} on one is sent in mid-week too."));
        var age = facts.OldestAt is { } oldest ? (int)(facts.Now - oldest).TotalDays : 0;
        if (age >= MostDays) return new(true, today, Say($"The oldest staged commit is {age} days old."));
        var friday = today.AddDays(((int)DayOfWeek.Friday - (int)today.DayOfWeek + 7) % 7);
        return today.DayOfWeek is DayOfWeek.Thursday or DayOfWeek.Friday
            ? new(true, friday, Say($"The week ends, and {facts.Staged} commits are staged."))
            : new(false, friday, $"Pull requests are sent at the end of the week, {Day(friday)}.");
    }

    // From a release on, until it is merged: the first candidate of the next comes two weeks later.
    private static PullDue ReadAfterRelease(PullScheduleFacts facts, DateOnly today) => facts.Window switch
    {
        null => new(false, null, "It is merged after a release; no release of mainline is known here."),
        { IsOpen: true } window => new(true, today, $"It is merged after a release, and {window.Newest.Name} was released on {Day(DateOnly.FromDateTime(window.Since.UtcDateTime))}."),
        { } window => new(false, window.OpensAbout, $"It is merged after the release of {window.Coming}, about {Day(window.OpensAbout)}."),
    };

    private static string Say(FormattableString sentence) => FormattableString.Invariant(sentence);

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

/// <summary>What a schedule is read from.</summary>
public sealed record PullScheduleFacts
{
    /// <summary>Commits of the tree that its destination does not have, without merges.</summary>
    public required int Staged { get; init; }

    /// <summary>When the oldest of them was committed.</summary>
    public DateTimeOffset? OldestAt { get; init; }

    /// <summary>How many mend what somebody ran into.</summary>
    public int Urgent { get; init; }

    /// <summary>The tree takes fixes.</summary>
    public bool IsFixes { get; init; }

    /// <summary>It flows into mainline.</summary>
    public bool IsToMainline { get; init; }

    /// <summary>It is merged once a cycle, after mainline's release (IPR-3).</summary>
    public bool IsAfterRelease { get; init; }

    /// <summary>With so many staged one is sent in mid-week.</summary>
    public required int Load { get; init; }

    /// <summary>How the merge window stands, or null.</summary>
    public WindowStanding? Window { get; init; }

    /// <summary>The time.</summary>
    public required DateTimeOffset Now { get; init; }
}

/// <summary>When a pull request is due.</summary>
/// <param name="IsDue">Now.</param>
/// <param name="On">The day, or null where there is none.</param>
/// <param name="Reason">Why, in a sentence.</param>
public sealed record PullDue(bool IsDue, DateOnly? On, string Reason);
