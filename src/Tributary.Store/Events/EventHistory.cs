using Dapper;
using Tributary.Workflow;

namespace Tributary.Store;

/// <summary>Which events were written before: what is created or completed is so once, though it goes and comes back.</summary>
public sealed class EventHistory(WriteTransaction write)
{
    /// <summary>Those of the events that were not written yet. (A reply that moves from one patch to another is not a new one.)</summary>
    /// <param name="events">Creations and completions.</param>
    /// <param name="cancel">Ends it early.</param>
    public async Task<IReadOnlyCollection<NewEvent>> ListNewAsync(IReadOnlyCollection<NewEvent> events, CancellationToken cancel)
    {
        var left = new List<NewEvent>();
        foreach (var group in events.GroupBy(one => SubjectOf(one.Category)))
        {
            var (column, first, last) = group.Key;
            var rows = await write.Connection.QueryAsync<(long Category, long Number)>(new CommandDefinition(
                $"select category, {column} from events where category in (@first, @last) and {write.Dialect.In(column, "ids")}",
                new { first = (long)first, last = (long)last, ids = write.Dialect.List(group.Select(NumberOf).Distinct()) }, cancellationToken: cancel));
            var written = rows.Select(row => (KindOf((EventCategory)row.Category), row.Number)).ToHashSet();
            left.AddRange(group.Where(one => !written.Contains((KindOf(one.Category), NumberOf(one)))));
        }

        return left;
    }

    private static (string Column, EventCategory First, EventCategory Last) SubjectOf(EventCategory category) => category switch
    {
        EventCategory.PatchCreated or EventCategory.PatchCompleted => ("patch", EventCategory.PatchCreated, EventCategory.PatchCompleted),
        EventCategory.CoverCreated => ("cover", EventCategory.CoverCreated, EventCategory.CoverCreated),
        EventCategory.SeriesCreated or EventCategory.SeriesCompleted => ("series", EventCategory.SeriesCreated, EventCategory.SeriesCompleted),
        EventCategory.CoverCommentCreated or EventCategory.PatchCommentCreated => ("comment", EventCategory.CoverCommentCreated, EventCategory.PatchCommentCreated),
        _ => throw new ArgumentOutOfRangeException(nameof(category), category, "it may happen more than once"),
    };

    private static long NumberOf(NewEvent one) => one.Comment ?? one.Patch ?? one.Cover ?? one.Series!.Value;

    private static EventCategory KindOf(EventCategory category) => category is EventCategory.CoverCommentCreated ? EventCategory.PatchCommentCreated : category;
}
