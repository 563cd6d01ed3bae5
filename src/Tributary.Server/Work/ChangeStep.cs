using System.Collections.Immutable;
using Tributary.Policy;
using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Server;

/// <summary>
/// Changes many series, or chosen patches, at one go: all of them, or none and a sentence that says which one is in the way. What stood before is kept, so
/// that it can be undone (<see cref="UndoStep"/>).
/// </summary>
/// <param name="database">The store.</param>
/// <param name="findProfile">A profile by its name.</param>
public sealed class ChangeStep(Database database, Func<string, Profile?> findProfile)
{
    /// <summary>So many series at one go.</summary>
    public const int MostSeries = 250;

    /// <summary>Carries it out.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="actor">Who asks: somebody who is known.</param>
    /// <param name="cancel">Ends it early.</param>
    /// <returns>Done with the number of the change, 0 when all of it stood already; or why not.</returns>
    public Task<WorkOutcome> RunAsync(ChangeRequest request, WorkActor actor, CancellationToken cancel) => WorkTransaction.RunAsync(database, async write =>
    {
        if (actor.User is not { IsActive: true } user) return new WorkOutcome.Refused("Sign in to change something.");
        if (request.Series.IsEmpty && request.Patches.IsEmpty) return new WorkOutcome.Invalid("series", "Nothing is chosen: tick the series that are meant.");
        if (request.IsEmpty) return new WorkOutcome.Invalid("state", "Nothing is to be changed: choose a state, a delegate or something else.");
        if (request.Series.Length > MostSeries) return new WorkOutcome.Invalid("series", $"At most {MostSeries} series are changed at one go.");
        if (await FindAsync(write, request, cancel) is not { } targets) return new WorkOutcome.NotFound();
        var project = targets[0].Series.Project;
        if (targets.Any(target => target.Series.Project != project)) return new WorkOutcome.Invalid("series", "They are of several projects.");
        if (await DecisionStep.FindUnknownTreeAsync(write, (project, findProfile), request.Decision, cancel) is { } unknown) return unknown;
        var writing = new ChangeWriting(write, actor);
        foreach (var (series, patches) in targets)
        {
            if (FindConflict(request, series) is { } conflict) return conflict;
            if (await writing.ChangeAsync((series, patches), request, cancel) is { } refusal) return targets.Length == 1 ? refusal : NameSeries(refusal, series);
        }

        if (writing.Parts.IsEmpty) return new WorkOutcome.Done(0);
        await WorkTransaction.SettleAsync(write, (project, actor.Origin), findProfile, [.. targets.SelectMany(MessagesOf)], cancel);
        var change = new StoredChange
        {
            Project = project, Actor = user.Id, At = actor.At, Parts = writing.Parts,
            Words = ChangeWords.Tell(request, [.. targets.Where(target => writing.Changed.Contains(target.Series.Id)).Select(target => target.Series)]),
        };
        return new WorkOutcome.Done(await new ChangeStore(write).AddAsync(change, cancel));
    }, cancel);

    // Null when one of them is not here.
    private static async Task<ImmutableArray<(SeriesAtWork Series, ImmutableArray<PatchAtWork> Patches)>?> FindAsync(WriteTransaction write, ChangeRequest request, CancellationToken cancel)
    {
        var reader = new WorkReader(write);
        var found = new Dictionary<SeriesId, (SeriesAtWork Series, ImmutableArray<PatchAtWork> Patches)>();
        foreach (var id in request.Series.Distinct())
        {
            if (await reader.FindSeriesAsync(id, cancel) is not { } series) return null;
            found[series.Id] = (series, series.Patches);
        }

        foreach (var group in (await reader.ListPatchesAsync([.. request.Patches.Distinct()], cancel)).GroupBy(patch => patch.Series))
        {
            if (found.ContainsKey(group.Key)) continue;
            found[group.Key] = ((await reader.FindSeriesAsync(group.Key, cancel))!, [.. group]);
        }

        return found.Count == 0 ? null : [.. found.Values];
    }

    private static WorkOutcome.Conflict? FindConflict(ChangeRequest request, SeriesAtWork series)
    {
        if (!request.Seen.TryGetValue(series.Id, out var seen) || seen == SeenStanding.Of(series)) return null;
        return new($"“{series.Name}” is not as you saw it: it is {ChangeWords.TellStanding(series)} by now. Nothing was changed; look at it again.");
    }

    internal static IEnumerable<long> MessagesOf((SeriesAtWork Series, ImmutableArray<PatchAtWork> Patches) target) =>
        target.Patches.Select(patch => patch.Message).Prepend(target.Series.Head);

    private static WorkOutcome NameSeries(WorkOutcome refusal, SeriesAtWork series) => refusal switch
    {
        WorkOutcome.Refused refused => new WorkOutcome.Refused($"“{series.Name}”: {refused.Sentence} Nothing was changed."),
        WorkOutcome.Invalid invalid => new WorkOutcome.Invalid(invalid.Field, $"“{series.Name}”: {invalid.Sentence}"),
        _ => refusal,
    };
}
