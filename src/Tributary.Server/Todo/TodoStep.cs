using System.Collections.Immutable;
using Tributary.Store;

namespace Tributary.Server;

/// <summary>Changes a user's own to-do list and filters, and a project's filters for its maintainers.</summary>
public sealed class TodoStep(Database database)
{
    private const int MostEntries = 1000;
    private const int MostNote = 500;
    private const int MostFilters = 50;
    private const int MostName = 60;
    private const int MostQuery = 1000;

    /// <summary>Puts series on his list; one that is there gets the note.</summary>
    /// <param name="series">The series.</param>
    /// <param name="note">What he wants to remember; may be empty.</param>
    /// <param name="actor">Whose list.</param>
    /// <param name="cancel">Ends it early.</param>
    public Task<WorkOutcome> AddAsync(ImmutableArray<SeriesId> series, string note, WorkActor actor, CancellationToken cancel) => WorkTransaction.RunAsideAsync(database, async write =>
    {
        if (actor.User is not { IsActive: true } user) return new WorkOutcome.Refused("Sign in to keep a to-do list.");
        if (series.IsEmpty) return new WorkOutcome.Invalid("series", "Nothing is chosen: tick the series that are meant.");
        if (FieldRules.Check("note", note, MostNote) is { } wrong) return wrong;
        var (store, reader) = (new TodoStore(write, user.Id), new WorkReader(write));
        if (await store.CountAsync(cancel) + series.Length > MostEntries) return new WorkOutcome.Invalid("series", $"A to-do list holds at most {MostEntries} series.");
        foreach (var id in series)
        {
            if (await reader.FindSeriesAsync(id, cancel) is not { } found) return new WorkOutcome.NotFound();
            await store.SetAsync(found.Id, note.Trim(), actor.At, cancel);
        }

        return new WorkOutcome.Done(series.Length);
    }, cancel);

    /// <summary>Takes a series off his list.</summary>
    public Task<WorkOutcome> RemoveAsync(SeriesId series, WorkActor actor, CancellationToken cancel) => WorkTransaction.RunAsideAsync(database, async write =>
    {
        if (actor.User is not { IsActive: true } user) return new WorkOutcome.Refused("Sign in to keep a to-do list.");
        await new TodoStore(write, user.Id).RemoveAsync(series, cancel);
        return new WorkOutcome.Done(series.Value);
    }, cancel);

    /// <summary>Saves the query of a queue under a name.</summary>
    /// <param name="filter">The filter; without a user it is the project's, which its maintainers save.</param>
    /// <param name="actor">Who asks.</param>
    /// <param name="cancel">Ends it early.</param>
    public Task<WorkOutcome> SaveFilterAsync(SavedFilter filter, WorkActor actor, CancellationToken cancel) => WorkTransaction.RunAsideAsync(database, async write =>
    {
        if (FindRefusal(filter, actor) is { } refusal) return refusal;
        if ((FieldRules.CheckFilled("name", filter.Name, MostName) ?? FieldRules.Check("query", filter.Query, MostQuery)) is { } wrong) return wrong;
        var store = new SavedFilterStore(write);
        if (await store.CountOthersAsync(filter, cancel) >= MostFilters) return new WorkOutcome.Invalid("name", $"There are {MostFilters} filters already: remove one first.");
        await store.SetAsync(filter with { Name = filter.Name.Trim() }, cancel);
        return new WorkOutcome.Done(0);
    }, cancel);

    /// <summary>Removes a filter.</summary>
    public Task<WorkOutcome> RemoveFilterAsync(SavedFilter filter, WorkActor actor, CancellationToken cancel) => WorkTransaction.RunAsideAsync(database, async write =>
    {
        if (FindRefusal(filter, actor) is { } refusal) return refusal;
        return await new SavedFilterStore(write).RemoveAsync(filter, cancel) == 0 ? new WorkOutcome.NotFound() : new WorkOutcome.Done(0);
    }, cancel);

    private static WorkOutcome.Refused? FindRefusal(SavedFilter filter, WorkActor actor)
    {
        if (actor.User is not { IsActive: true } user) return new WorkOutcome.Refused("Sign in to save filters.");
        if (filter.User is { } owner) return owner == user.Id ? null : new WorkOutcome.Refused("It is somebody else's filter.");
        return Workflow.WorkRules.MayChangeProject(actor.RolesIn(filter.Project)) ? null : new WorkOutcome.Refused("Only a maintainer of the project saves filters for everybody.");
    }
}
