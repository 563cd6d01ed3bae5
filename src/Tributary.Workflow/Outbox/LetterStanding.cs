using System.Collections.Immutable;

namespace Tributary.Workflow;

/// <summary>How a letter stands, and how it stands after an attempt.</summary>
/// <param name="State">How far it is.</param>
/// <param name="Recipients">How far it is for each, with the last words said of him.</param>
public sealed record LetterStanding(LetterState State, ImmutableArray<RecipientAnswer> Recipients)
{
    /// <summary>How many attempts were made since it was written or put back.</summary>
    public int Attempts { get; init; }

    /// <summary>When the first of them was due.</summary>
    public DateTimeOffset Since { get; init; }

    /// <summary>When the next is due; of no meaning where none is.</summary>
    public DateTimeOffset DueAt { get; init; }

    /// <summary>What was last in the way; empty for nothing.</summary>
    public string LastError { get; init; } = "";

    /// <summary>The standing after an attempt.</summary>
    /// <param name="outcome">How it ended.</param>
    /// <param name="plan">When it is tried again.</param>
    /// <param name="now">The time.</param>
    /// <param name="chance">A number from 0 to 1 by which pauses differ.</param>
    public LetterStanding After(SendOutcome outcome, RetryPlan plan, DateTimeOffset now, double chance) => outcome switch
    {
        SendOutcome.Kept => this with { State = LetterState.DryRun, LastError = "" },
        SendOutcome.Impossible impossible => Fail(impossible.Why),
        SendOutcome.Postponed postponed => Postpone(postponed.Why, plan, now, chance),
        SendOutcome.Answered answered => Settle(answered, plan, now, chance),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private LetterStanding Settle(SendOutcome.Answered answered, RetryPlan plan, DateTimeOffset now, double chance)
    {
        var said = answered.Answers.ToLookup(static answer => answer.Address, StringComparer.Ordinal);
        var after = this with
        {
            Recipients = [.. Recipients.Select(one => one.State == RecipientState.Waiting && said[one.Address].FirstOrDefault() is { } answer ? answer : one)],
        };
        if (after.Recipients.FirstOrDefault(static one => one.State == RecipientState.Waiting) is { } waiting) return after.Postpone(waiting.Said, plan, now, chance);
        return after.Recipients.FirstOrDefault(static one => one.State == RecipientState.Failed) is { } failed
            ? after with { State = LetterState.Failed, LastError = failed.Said }
            : after with { State = LetterState.Sent, LastError = "" };
    }

    private LetterStanding Postpone(string why, RetryPlan plan, DateTimeOffset now, double chance) => plan.NextAfter(now, Since, Attempts, chance) is { } next
        ? this with { State = LetterState.Waiting, DueAt = next, LastError = why }
        : Fail($"given up after {Attempts} attempts: {why}");

    private LetterStanding Fail(string why) => this with
    {
        State = LetterState.Failed, LastError = why,
        Recipients = [.. Recipients.Select(one => one.State == RecipientState.Waiting ? one with { State = RecipientState.Failed, Said = why } : one)],
    };
}
