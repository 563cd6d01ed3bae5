using System.Collections.Immutable;
using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Server;

/// <summary>The queue for stable kernels, as JSON says it.</summary>
/// <param name="Project">The project's name.</param>
/// <param name="State">What is shown.</param>
/// <param name="Fixes">The fixes, the newest first.</param>
/// <param name="Waiting">What mails asked for and no tree has yet.</param>
public sealed record StableView(string Project, string State, ImmutableArray<StableFixView> Fixes, ImmutableArray<StableWaitingView> Waiting)
{
    /// <summary>The view of a page.</summary>
    public static StableView From(StableModel model) => new(model.Project.Name, model.State.Length == 0 ? "open" : model.State, [.. model.Entries.Select(StableFixView.From)], [.. model.Waiting.Select(StableWaitingView.From)]);
}

/// <summary>A fix of the queue, as JSON says it.</summary>
public sealed record StableFixView(
    long Id, string Commit, string Title, string Author, string? MessageId, string Tree, string Asked, string AskedBy, string Why, DateTimeOffset At, string? Mainline,
    ImmutableArray<StableStepView> Branches, ImmutableArray<FollowingView> Following)
{
    /// <summary>The view of a fix.</summary>
    public static StableFixView From(StableEntry entry) => new(
        entry.Fix.Id, entry.Commit.Hex, entry.Fix.Title, entry.Fix.Author, entry.Fix.MessageId, entry.Fix.Tree, WhereBranchView.Slug(entry.Fix.Asked.ToString()), entry.Fix.AskedBy, entry.Fix.Why, entry.Fix.At,
        entry.Where?.Mainline is null ? null : entry.Where.Mainline.Release ?? "pending", [.. entry.Steps.Select(step => StableStepView.From(step, entry.Trials.GetValueOrDefault(step.Branch)))],
        [.. entry.Following.Select(FollowingView.From)]);
}

/// <summary>How far a fix is in a branch.</summary>
/// <param name="Branch">The branch.</param>
/// <param name="Stage"><c>held</c>, <c>exposed</c>, <c>due</c>, <c>submitted</c>, <c>queued</c>, <c>failed</c>, <c>landed</c>, <c>refused</c>, <c>not-needed</c>, <c>taken-back</c> or <c>unclear</c>.</param>
/// <param name="Why">Why, in a sentence.</param>
/// <param name="DueAt">When it is due, or null.</param>
/// <param name="Applies">Whether it applies to the branch; null where that was not tried.</param>
/// <param name="Conflicts">The files that conflict.</param>
/// <param name="Said">That in a sentence, with what may have to go before; null where it was not tried.</param>
public sealed record StableStepView(string Branch, string Stage, string Why, DateTimeOffset? DueAt, bool? Applies, ImmutableArray<string> Conflicts, string? Said)
{
    /// <summary>The view of a step, with what was found when it was tried.</summary>
    public static StableStepView From(BranchStep step, StableTrial? trial)
    {
        if (!step.IsOpen) trial = null;
        return new(step.Branch, WhereBranchView.Slug(step.Stage.ToString()), step.Why, step.DueAt, trial?.Applies, trial?.Conflicts ?? [], trial?.Said);
    }
}

/// <summary>A commit of mainline that fixes the fix, or takes it back.</summary>
public sealed record FollowingView(string Commit, string Title, bool IsRevert, string? Release)
{
    /// <summary>The view of one.</summary>
    public static FollowingView From(FollowingFix one) => new(one.Commit.Id.Hex, one.Commit.Title, one.IsRevert, one.Release);
}
