using System.Collections.Immutable;
using Tributary.Policy;
using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Server;

/// <summary>
/// Carries out what somebody decides on a patch or a series: looks whether he may, writes the ledger, lets the series follow, writes the
/// events. One transaction: all of it, or nothing.
/// </summary>
/// <param name="database">The store.</param>
/// <param name="findProfile">A profile by its name, e.g. <see cref="ProfileFile.Find"/>.</param>
public sealed class DecisionStep(Database database, Func<string, Profile?> findProfile)
{
    // As long as Patchwork takes them.
    private const int MostCharacters = 255;

    /// <summary>Decides on one patch; the others of its series stay as they are.</summary>
    /// <param name="patch">The patch's number.</param>
    /// <param name="decision">What is asked.</param>
    /// <param name="actor">Who asks.</param>
    /// <param name="cancel">Ends it early.</param>
    /// <param name="seen">The words for how it may stand (<see cref="SeenPatch"/>): should it stand otherwise nothing changes, and he is told; null: however it stands.</param>
    public Task<WorkOutcome> RunOnPatchAsync(long patch, Decision decision, WorkActor actor, CancellationToken cancel, IReadOnlyList<string>? seen = null) =>
        WorkTransaction.RunAsync(database, async write =>
        {
            var reader = new WorkReader(write);
            if (await reader.FindPatchAsync(patch, cancel) is not { } found) return new WorkOutcome.NotFound();
            var series = await reader.FindSeriesAsync(found.Series, cancel) ?? throw new InvalidOperationException($"patch {patch} is in no series");
            if (decision.Hold is not null) return new WorkOutcome.Invalid("hold", "A series is put on hold, not a patch.");
            if (decision.Tree is not null) return new WorkOutcome.Invalid("tree", "A tree takes a series, not a patch.");
            if (seen?.Contains(SeenPatch.Of(found)) is false)
            {
                return await JudgeAsync(write, (series, [found]), decision, actor, cancel) is { } refusal ? new WorkOutcome.Refused(refusal.Sentence)
                    : new WorkOutcome.Conflict($"The patch is not as you saw it: it is {SeenPatch.Tell(found)} by now{await reader.TellLastChangeAsync(patch, cancel)}. Nothing was changed; look at it again.");
            }

            return await DecideAsync(write, (series, [found]), decision, actor, cancel) ?? new WorkOutcome.Done(patch);
        }, cancel);

    /// <summary>Decides on a series as a whole, so on all of its patches.</summary>
    /// <param name="series">The series' number; that of one that was merged into another means the other.</param>
    /// <param name="decision">What is asked: a state, a delegate, the archive, a hold.</param>
    /// <param name="actor">Who asks.</param>
    /// <param name="cancel">Ends it early.</param>
    public Task<WorkOutcome> RunOnSeriesAsync(SeriesId series, Decision decision, WorkActor actor, CancellationToken cancel) =>
        WorkTransaction.RunAsync(database, async write =>
        {
            if (decision.CommitRef is not null) return new WorkOutcome.Invalid("commit_ref", "A commit belongs to a patch, not to a series.");
            if (decision.PullUrl is not null) return new WorkOutcome.Invalid("pull_url", "A pull URL belongs to a patch, not to a series.");
            if (decision.Related is not null) return new WorkOutcome.Invalid("related", "Patches are related, not series.");
            if (await new WorkReader(write).FindSeriesAsync(series, cancel) is not { } found) return new WorkOutcome.NotFound();
            if (await FindUnknownTreeAsync(write, (found.Project, findProfile), decision, cancel) is { } unknown) return unknown;
            return await DecideAsync(write, (found, found.Patches), decision, actor, cancel) ?? new WorkOutcome.Done(found.Id.Value);
        }, cancel);

    /// <summary>Says when a decision names a tree that the project has not.</summary>
    internal static async Task<WorkOutcome?> FindUnknownTreeAsync(
        WriteTransaction write, (long Id, Func<string, Profile?> FindProfile) project, Decision decision, CancellationToken cancel)
    {
        if (decision.Tree is not { Value: { Length: > 0 } tree }) return null;
        var stored = await new ProjectQueries(write.Database).FindAsync(project.Id, cancel);
        var trees = project.FindProfile(stored!.Profile)?.Trees ?? [];
        return trees.Any(one => one.Name == tree) ? null : new WorkOutcome.Invalid("tree", $"There is no tree '{tree}'; there is {string.Join(", ", trees.Select(static one => one.Name))}.");
    }

    // Why not; null when it is done.
    private async Task<WorkOutcome?> DecideAsync(
        WriteTransaction write, (SeriesAtWork Series, ImmutableArray<PatchAtWork> Patches) what, Decision decision, WorkActor actor, CancellationToken cancel)
    {
        var (before, after, refusal) = await WriteAsync(write, what, decision, actor, cancel);
        if (refusal is not null || ReferenceEquals(before, after)) return refusal;
        await WorkTransaction.SettleAsync(write, (what.Series.Project, actor.Origin), findProfile, [what.Series.Head, .. what.Patches.Select(one => one.Message)], cancel);
        return null;
    }

    /// <summary>Judges and writes a decision; who calls it settles what follows.</summary>
    /// <param name="write">The transaction.</param>
    /// <param name="what">The series, and those of its patches that are meant.</param>
    /// <param name="decision">What is asked.</param>
    /// <param name="actor">Who asks.</param>
    /// <param name="cancel">Ends it early.</param>
    /// <returns>What was decided before and after, the same where nothing changed; or why not.</returns>
    internal static async Task<(SeriesDecisions? Before, SeriesDecisions? After, WorkOutcome? Refusal)> WriteAsync(
        WriteTransaction write, (SeriesAtWork Series, ImmutableArray<PatchAtWork> Patches) what, Decision decision, WorkActor actor, CancellationToken cancel)
    {
        var wrong = FieldRules.Check("commit_ref", decision.CommitRef?.Value, MostCharacters) ?? FieldRules.Check("pull_url", decision.PullUrl?.Value, MostCharacters)
            ?? FieldRules.Check("hold", decision.Hold?.Value, MostCharacters) ?? FieldRules.Check("tree_why", decision.TreeWhy, MostCharacters);
        if (wrong is not null) return (null, null, wrong);
        if (await JudgeAsync(write, what, decision, actor, cancel) is { } refusal) return (null, null, new WorkOutcome.Refused(refusal.Sentence));
        if (await CheckDelegateAsync(write, what, decision, cancel) is { } unfit) return (null, null, unfit);
        if (decision.Related is { } related && what.Patches is [var patch])
        {
            if (await new RelationStep(write, actor).RunAsync(patch, related, cancel) is { } outcome) return (null, null, outcome);
        }

        var store = new DecisionStore(write, what.Series.Project) { At = actor.At };
        var before = await store.LoadAsync(what.Series.Id, cancel);
        decision = decision with { TreeWhy = TreeByHand.Tell(actor.User?.Username, decision.TreeWhy) };
        var after = DecisionWriting.Apply(before, what.Series, what.Patches, decision);
        if (!ReferenceEquals(before, after)) await store.SaveAsync(what.Series, after, cancel);
        return (before, after, null);
    }

    // A series without patches, a cover letter alone, is judged by itself.
    private static async Task<Refusal?> JudgeAsync(
        WriteTransaction write, (SeriesAtWork Series, ImmutableArray<PatchAtWork> Patches) what, Decision decision, WorkActor actor, CancellationToken cancel)
    {
        if (what.Patches.IsEmpty)
            return WorkRules.Judge(actor.RolesOn(what.Series, patch: null), new() { State = what.Series.State, Delegate = what.Series.Delegate, Hold = what.Series.Hold }, decision);
        var reader = new WorkReader(write);
        foreach (var patch in what.Patches)
        {
            var roles = actor.RolesOn(what.Series, patch);
            var standing = new WorkStanding
            {
                State = patch.State, Delegate = patch.Delegate, IsArchived = patch.IsArchived, Hold = what.Series.Hold, CommitRef = patch.CommitRef, PullUrl = patch.PullUrl,
                IsRelated = patch.Relation is not null,
                TakenFrom = roles == WorkRoles.Author && decision.State is not null ? await FindTakenFromAsync(reader, patch, actor, cancel) : null,
            };
            if (WorkRules.Judge(roles, standing, decision) is { } refusal) return refusal;
        }

        return null;
    }

    private static Task<PatchState?> FindTakenFromAsync(WorkReader reader, PatchAtWork patch, WorkActor actor, CancellationToken cancel) =>
        actor.User is { } user ? reader.FindTakenFromAsync(patch.Id, user.Id, cancel) : reader.FindTakenByMailAsync(patch, actor.Address!, cancel);

    private static async Task<WorkOutcome.Invalid?> CheckDelegateAsync(
        WriteTransaction write, (SeriesAtWork Series, ImmutableArray<PatchAtWork> Patches) what, Decision decision, CancellationToken cancel)
    {
        if (decision.Delegate is not { Value: { } name } || (!what.Patches.IsEmpty && what.Patches.All(patch => patch.Delegate == name))) return null;
        if (await new UserStore(write).FindByNameAsync(name, cancel) is not { IsActive: true } user) return new("delegate", $"There is no user '{name}'.");
        if (user.Maintains.Contains(what.Series.Project)) return null;
        var project = await new ProjectQueries(write.Database).FindAsync(what.Series.Project, cancel);
        return new("delegate", $"User '{name}' is not a maintainer for project '{project!.Name}'");
    }
}
