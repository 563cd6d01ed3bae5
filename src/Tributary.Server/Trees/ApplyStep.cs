using System.Collections.Immutable;
using Tributary.Git;
using Tributary.Patches;
using Tributary.Policy;
using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Server;

/// <summary>
/// Applies a series to a tree (SUB-4, SER-2): onto a branch of our own, and by a push into the tree; only then is it accepted. Killed at any moment there is nothing of it, or all of it: run again it ends the same.
/// </summary>
public sealed class ApplyStep(ApplyTools tools)
{
    // Somebody else pushed meanwhile: so often it is tried again on the new tip.
    private const int MostTries = 3;

    /// <summary>Applies, or goes on after a conflict; pushes where that is asked for or the tree is set so.</summary>
    public async Task<ApplyOutcome> RunAsync(ApplyRequest request, CancellationToken cancel)
    {
        if (request is { Continue: true, Signer: null }) request = request with { Signer = await FindBeginnerAsync(request, cancel) };
        if (request.Signer is null) return new ApplyOutcome.Refused(request.Continue ? "No conflict of it is open: apply it without --continue." : "Say who signs off: a name and an address.");
        var (work, refusal) = await FindAsync(request, cancel);
        if (work is null) return refusal!;
        if (!request.IsDryRun && await tools.Fetch.RunAsync(work.Tree, cancel) is { Fetched: null } failed) return new ApplyOutcome.Refused(failed.Fault);
        if (!request.IsDryRun) await new TreeMoveStep(tools).RunAsync(work.Tree.Name, cancel);
        for (var tries = 1; ; tries++)
        {
            var (outcome, hasMoved) = await TryAsync(work, request with { Continue = request.Continue && tries == 1 }, cancel);
            if (outcome is ApplyOutcome.Conflict conflict) return await new ConflictStep(tools).FindBreakAsync(work, conflict, cancel);
            if (!hasMoved || tries == MostTries) return outcome;
            if (await tools.Fetch.RunAsync(work.Tree, cancel) is { Fetched: null } lost) return new ApplyOutcome.Refused(lost.Fault);
        }
    }

    /// <summary>Gives up what was applied and not pushed, or the worktree of a conflict.</summary>
    public async Task<ApplyOutcome.Refused?> AbortAsync(ApplyRequest request, CancellationToken cancel)
    {
        var (work, refusal) = await FindAsync(request, cancel);
        if (work is null) return (ApplyOutcome.Refused)refusal!;
        var open = (await tools.Applications.ListAsync(work.Series, cancel)).FirstOrDefault(one => one.Tree == work.Tree.Name && one.State is ApplicationState.Conflict or ApplicationState.Applied);
        using var held = await work.Repository.LockAsync(cancel);
        await new TreeApplier(work.Repository).AbortAsync(work.Name, cancel);
        await work.Repository.RunAsync(["update-ref", "-d", work.Branch], cancel);
        if (open is null || open.Tree != work.Tree.Name) return new("Nothing of it is open.");
        await tools.SaveAsync(open with { State = ApplicationState.GivenUp, ChangedAt = request.Actor.At }, [], cancel);
        return null;
    }

    private async Task<(ApplyOutcome Outcome, bool HasMoved)> TryAsync(ApplyWork work, ApplyRequest request, CancellationToken cancel)
    {
        using var held = await work.Repository.LockAsync(cancel);
        if (await work.Repository.FindTipAsync(work.Tree.Name, cancel) is not { } tip) return (new ApplyOutcome.Refused($"{work.Tree.Name} was never fetched: trib tree fetch {work.Tree.Name}"), false);
        var open = (await tools.Applications.ListAsync(work.Series, cancel)).FirstOrDefault(one => one.Tree == work.Tree.Name && one.State is ApplicationState.Conflict);
        if (request.Continue && (open is null || !CommitId.TryParse(open.Base, out tip))) return (new ApplyOutcome.Refused("No conflict of it is open: apply it without --continue."), false);
        if (!request.Continue && !request.IsDryRun && await FindMadeAsync(work, request, tip, cancel) is { } looked) return await KeepAsync(work, request, (looked, tip), cancel);
        var am = new AmRequest(work.Name, tip, work.Plan.Mails) { Paths = work.Plan.Paths, Committer = request.Signer!, MergeMessage = work.Plan.MergeMessage };
        var applier = new TreeApplier(work.Repository);
        var made = request.Continue ? await applier.ContinueAsync(am, cancel) : await applier.ApplyAsync(am, cancel);
        switch (made)
        {
            case AmOutcome.Stuck stuck: return (new ApplyOutcome.Refused(stuck.Why), false);
            case AmOutcome.Conflict conflict: return (await new ConflictStep(tools).NoteAsync(work, request, conflict, NewApplication(work, request, tip, open), cancel), false);
            case AmOutcome.Applied { Tip: var end } when end == tip && !request.IsDryRun: return (new ApplyOutcome.Refused($"{work.Tree.Name} has all of it already."), false);
        }

        return await KeepAsync(work, request, ((AmOutcome.Applied)made, tip), cancel);
    }

    // What was applied on this tip before is what is pushed: it may have been looked at.
    private async Task<AmOutcome.Applied?> FindMadeAsync(ApplyWork work, ApplyRequest request, CommitId tip, CancellationToken cancel)
    {
        var there = (await tools.Applications.ListAsync(work.Series, cancel)).FirstOrDefault(one => one.Tree == work.Tree.Name && one.State == ApplicationState.Applied);
        if (!request.Push || there is null || there.Base != tip.Hex || there.Tip is not { } made || there.Numbers != work.Numbers || there.Committer != $"{request.Signer!.Name} <{request.Signer.Email}>") return null;
        if (await work.Repository.FindAsync(work.Branch, cancel) != made) return null;
        var lines = (await tools.Commits.ListOfSeriesAsync(work.Series, cancel)).Where(line => line.Application == there.Id).ToDictionary(static line => line.MessageId, static line => line.Commit);
        return new(made, [.. work.Plan.Patches.Select(patch => lines.TryGetValue(patch.Row.Message, out var commit) ? commit : (CommitId?)null)]);
    }

    private async Task<(ApplyOutcome Outcome, bool HasMoved)> KeepAsync(ApplyWork work, ApplyRequest request, (AmOutcome.Applied Made, CommitId Tip) end, CancellationToken cancel)
    {
        var (made, tip) = end;
        ImmutableArray<AppliedPatch> commits =
            [.. work.Plan.Patches.Zip(made.Commits, static (patch, commit) => new AppliedPatch(patch.Row.Number, patch.Row.Message, patch.Mail.Title, commit, patch.Message.ToString()))];
        var there = (await tools.Applications.ListAsync(work.Series, cancel)).FirstOrDefault(one => one.Tree == work.Tree.Name && one.State is ApplicationState.Conflict or ApplicationState.Applied);
        var application = NewApplication(work, request, tip, there?.Tree == work.Tree.Name ? there : null) with { State = ApplicationState.Applied, Tip = made.Tip };
        if (request.IsDryRun) return (new ApplyOutcome.Applied(application, commits, "", work.Plan.Reminder), false);
        (await work.Repository.RunAsync(["update-ref", work.Branch, made.Tip.Hex], cancel)).OrThrow($"keeping the branch {work.Branch}");
        application = await tools.SaveAsync(application, commits, cancel);
        var outcome = new ApplyOutcome.Applied(application, commits, work.Branch, await tools.IsFirstAsync(work.Series, cancel) ? work.Plan.Reminder : null);
        if (!request.Push && !work.Tree.PushesAtOnce) return (outcome with { Reminder = null }, false);
        if (await TreePush.RunAsync(work.Repository, work.Tree, (made.Tip, tip), cancel) is { } fault) return (outcome with { PushFault = fault.Why, Reminder = null }, fault.HasMoved);
        await tools.NoteTipAsync(work.Tree, work.Repository, cancel);
        await tools.Acceptance.RunAsync(AcceptanceOf(work, request, (made.Tip, tip), commits), cancel);
        await new TreeMoveStep(tools).RunAsync(work.Tree.Name, cancel);
        await work.Repository.RunAsync(["update-ref", "-d", work.Branch], cancel);
        return (outcome with { Application = application with { State = ApplicationState.Pushed } }, false);
    }

    // He whose conflict is open; his name and address stand as git writes them.
    private async Task<GitPerson?> FindBeginnerAsync(ApplyRequest request, CancellationToken cancel)
    {
        var open = (await tools.Applications.ListAsync(request.Series, cancel)).FirstOrDefault(one => one.State is ApplicationState.Conflict && (request.Tree is null || one.Tree == request.Tree));
        return open?.Committer.Split(" <", 2) is [var name, var address] ? new(name, address.TrimEnd('>')) : null;
    }

    private static Acceptance AcceptanceOf(ApplyWork work, ApplyRequest request, (CommitId Tip, CommitId Base) made, ImmutableArray<AppliedPatch> commits) => new(
        work.Tree, work.Series, [.. commits.Select(commit => new AcceptedPatch(commit.Message, commit.Commit, CommitFound.Applied, $"Applied by {request.Signer!.Name}"))], request.Actor)
    {
        Tip = made.Tip, Base = made.Base.Hex, By = $"{request.Signer!.Name} <{request.Signer.Email}>",
    };

    private static StoredApplication NewApplication(ApplyWork work, ApplyRequest request, CommitId tip, StoredApplication? there) => new()
    {
        Id = there?.Id ?? 0, Project = work.Plan.Detail.Summary.Project, Series = work.Series, Tree = work.Tree.Name, State = ApplicationState.Applied, Base = tip.Hex,
        Numbers = work.Numbers, Actor = request.Actor.User?.Id, Committer = $"{request.Signer!.Name} <{request.Signer.Email}>",
        At = there?.At ?? request.Actor.At, ChangedAt = request.Actor.At,
    };

    private async Task<(ApplyWork? Work, ApplyOutcome? Refusal)> FindAsync(ApplyRequest request, CancellationToken cancel)
    {
        if (await tools.Series.FindAsync(request.Series, cancel) is not { } detail) return (null, new ApplyOutcome.Refused($"There is no series {request.Series.Value}."));
        var summary = detail.Summary;
        if (!WorkRules.May(RolesOf(request.Actor, summary), WorkMove.SetState)) return (null, new ApplyOutcome.Refused("Only a maintainer of the project or the delegate may apply it."));
        if ((request.Tree ?? summary.Tree) is not { } name) return (null, new ApplyOutcome.Refused("No tree takes it as far as routing knows: name one with --tree."));
        if (await tools.Trees.FindAsync(name, cancel) is not { } tree) return (null, new ApplyOutcome.Refused($"The tree {name} is not followed: trib tree add {name}"));
        var profile = await tools.FindProfileAsync(summary.Project, cancel);
        ImmutableArray<int> numbers = [];
        // Who goes on means the patches that he began with.
        var begun = request.Continue ? (await tools.Applications.ListAsync(summary.Id, cancel)).FirstOrDefault(one => one.Tree == name && one.State is ApplicationState.Conflict)?.Numbers : null;
        if ((begun ?? request.Numbers) is { } given && !PatchNumbers.TryParse(given, Math.Max(summary.Total, detail.Patches.Max(static patch => (int?)patch.Number) ?? 1), out numbers)) return (null, new ApplyOutcome.Refused($"“{given}” are no patches of it: write 1-3,5."));
        var (plan, why) = await tools.Planner.MakeAsync(detail, profile, numbers, request.Signer, cancel);
        if (plan is null) return (null, new ApplyOutcome.Refused(why!));
        return (new(tree, await TreeRepository.OpenAsync(tools.Folder, tree.Family, cancel), plan), null);
    }

    private static WorkRoles RolesOf(WorkActor actor, SeriesSummary series) => actor.RolesOn(
        new() { Id = series.Id, Project = series.Project, Head = 0, Submitter = series.Submitter.Address.ToLowerInvariant(), State = series.State, Delegate = series.Delegate, Patches = [] }, patch: null);
}

/// <summary>A series and the tree it goes into.</summary>
/// <param name="Tree">The tree.</param>
/// <param name="Repository">The repository of its family.</param>
/// <param name="Plan">What is applied.</param>
internal sealed record ApplyWork(StoredTree Tree, TreeRepository Repository, ApplyPlan Plan)
{
    /// <summary>The series.</summary>
    public SeriesId Series => Plan.Detail.Summary.Id;

    /// <summary>The patches that are meant, by number.</summary>
    public string Numbers => PatchNumbers.Write(Plan.Patches.Select(static patch => patch.Row.Number));

    /// <summary>The name of its worktree.</summary>
    public string Name => $"{TreeRef.Flat(Tree.Name)}-series-{Series.Value}";

    /// <summary>The branch that holds what was applied.</summary>
    public string Branch => $"refs/heads/{TreeRef.Flat(Tree.Name)}-series-{Series.Value}";
}
