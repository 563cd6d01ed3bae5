using System.Collections.Immutable;
using Tributary.Policy;
using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Server;

/// <summary>
/// Takes back what somebody changed at one go: what stands as he left it becomes what it was before; what others changed since stays, and is named. Taking back is
/// a change too, and can be taken back.
/// </summary>
/// <param name="database">The store.</param>
/// <param name="findProfile">A profile by its name.</param>
public sealed class UndoStep(Database database, Func<string, Profile?> findProfile)
{
    /// <summary>Carries it out.</summary>
    /// <param name="change">The number of the change.</param>
    /// <param name="actor">Who asks: he who made it.</param>
    /// <param name="cancel">Ends it early.</param>
    /// <returns>Done with the number of the change that this is; or why not.</returns>
    public Task<WorkOutcome> RunAsync(long change, WorkActor actor, CancellationToken cancel) => WorkTransaction.RunAsync(database, async write =>
    {
        if (actor.User is not { IsActive: true } user) return new WorkOutcome.Refused("Sign in to undo something.");
        var store = new ChangeStore(write);
        if (await store.FindAsync(change, cancel) is not { } found) return new WorkOutcome.NotFound();
        // What a mail commanded may be taken back by every maintainer: the mail may have been forged.
        var command = await new CommandStore(write).FindByChangeAsync(change, cancel);
        if (found.Actor != user.Id && (command is null || !WorkRules.MayChangeProject(actor.RolesIn(found.Project)))) return new WorkOutcome.NotFound();
        if (found.UndoneBy is not null) return new WorkOutcome.Conflict("It was undone before.");
        var writing = new ChangeWriting(write, actor);
        var (kept, messages, restored) = (new List<string>(), new HashSet<long>(), new HashSet<SeriesId>());
        foreach (var part in found.Parts)
        {
            var (refusal, left, series) = await RestoreAsync(write, writing, (found, part), actor, cancel);
            if (refusal is not null) return refusal;
            if (left is not null) kept.Add(left);
            else if (series is not null && restored.Add(series.Id)) messages.UnionWith(ChangeStep.MessagesOf((series, series.Patches)));
        }

        if (messages.Count > 0) await WorkTransaction.SettleAsync(write, (found.Project, actor.Origin), findProfile, messages, cancel);
        var undone = new StoredChange
        {
            Project = found.Project, Actor = user.Id, At = actor.At, Parts = writing.Parts, Kept = [.. kept],
            Words = writing.Parts.IsEmpty ? $"Nothing was undone of: {found.Words}" : $"Undone: {found.Words}",
        };
        var id = await store.AddAsync(undone, cancel);
        await store.SetUndoneAsync(change, id, cancel);
        if (command is not null) await new CommandStore(write).SetUndoneAsync(change, $"{user.Username} took it back.", cancel);
        return new WorkOutcome.Done(id);
    }, cancel);

    // Why nothing may be undone at all; or why this part stays; or the series that it was of.
    private static async Task<(WorkOutcome? Refusal, string? Kept, SeriesAtWork? Series)> RestoreAsync(
        WriteTransaction write, ChangeWriting writing, (StoredChange Change, ChangePart Part) what, WorkActor actor, CancellationToken cancel)
    {
        var part = what.Part;
        if (await new WorkReader(write).FindSeriesAsync(part.Series, cancel) is not { } series) return (null, $"Series {part.Series} is no longer here.", null);
        if (!MayRestore(actor, series, part)) return (new WorkOutcome.Refused($"You may not change “{series.Name}” any more."), null, null);
        if (part.Aspect == DecisionText.Tags) return (null, await RestoreTagsAsync(write, writing, (series, what), cancel), series);
        var decisions = new DecisionStore(write, series.Project) { At = actor.At };
        var now = await decisions.LoadAsync(series.Id, cancel);
        if (DecisionText.Write(now, part.Aspect) != part.After) return (null, await ExplainAsync(write, series, what, cancel), null);
        var then = DecisionText.Read(now, part.Aspect, part.Before);
        await decisions.SaveAsync(series, then, cancel);
        writing.Note(series.Id, now, then);
        return (null, null, series);
    }

    private static async Task<string?> RestoreTagsAsync(
        WriteTransaction write, ChangeWriting writing, (SeriesAtWork Series, (StoredChange Change, ChangePart Part) What) of, CancellationToken cancel)
    {
        var tags = string.Join(' ', await new TagStore(write).ListAsync(of.Series.Id, cancel));
        if (tags != of.What.Part.After) return await ExplainAsync(write, of.Series, of.What, cancel);
        await writing.SetTagsAsync(of.Series, (tags, of.What.Part.Before), cancel);
        return null;
    }

    // What an author alone set he may take back, but not into a tree's states.
    private static bool MayRestore(WorkActor actor, SeriesAtWork series, ChangePart part)
    {
        var roles = actor.RolesOn(series, series.Patches.IsEmpty ? null : series.Patches[0]);
        return WorkRules.May(roles, WorkMove.SetState)
            || (roles.HasFlag(WorkRoles.Author) && part.Aspect == DecisionText.Aspects[0] && !DecisionText.NamesTree(part.Aspect, part.Before));
    }

    private static async Task<string> ExplainAsync(WriteTransaction write, SeriesAtWork series, (StoredChange Change, ChangePart Part) what, CancellationToken cancel)
    {
        var who = await new WorkReader(write).FindChangerAsync(series, what.Change, cancel);
        return $"“{series.Name}”: the {ChangeWords.NameAspect(what.Part.Aspect)} was changed since{(who is null ? "" : $" by {who}")}, and stays.";
    }
}
