using Dapper;
using Tributary.Workflow;

namespace Tributary.Store;

/// <summary>Writes events, which are never changed. Their order by number is their order by time.</summary>
public sealed class EventStore(WriteTransaction write, long project)
{
    private const string NewestSql = "select at from events where id < @first order by id desc limit 1";

    private static readonly RowTarget Rows = new(
        "events", "id:n project:n at:n category:n door:n actor:n series:n patch:n cover:n comment:n check_id:n before:t after:t");

    /// <summary>Adds events in their order.</summary>
    /// <param name="events">What happened.</param>
    /// <param name="origin">Where it comes from. A clock that was put back does not put an event before an older one.</param>
    /// <param name="cancel">Ends it early.</param>
    /// <returns>The number of the first one; 0 for none.</returns>
    public async Task<long> AddAsync(IReadOnlyCollection<NewEvent> events, ChangeOrigin origin, CancellationToken cancel)
    {
        if (events.Count == 0) return 0;

        // Whoever else writes events waits here until this transaction ends.
        var first = await IdLedger.TakeAsync(write, "events", events.Count, cancel);
        var newest = await write.Connection.ExecuteScalarAsync<long?>(new CommandDefinition(NewestSql, new { first }, cancellationToken: cancel));
        var at = Math.Max(Micros.From(origin.At), newest ?? long.MinValue);
        var id = first;
        var rows = write.Write(Rows);
        var counts = new ListCounts(write);
        foreach (var one in events)
        {
            counts.Add(project, id, one.Category, origin.Actor);
            rows.Add(id++).Add(project).Add(at).Add((long)one.Category).Add((long)origin.Door).Add(origin.Actor)
                .Add(one.Series).Add(one.Patch).Add(one.Cover).Add(one.Comment).Add(one.Check).AddText(one.Before).AddText(one.After).EndRow();
        }

        await rows.FlushAsync(cancel);
        await counts.SaveAsync(cancel);
        foreach (var one in events) StoreMeters.NoteEvent(one.Category.Slug);
        return first;
    }
}
