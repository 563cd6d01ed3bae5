using System.Collections.Immutable;
using Dapper;
using Tributary.Mail;
using Tributary.Workflow;

namespace Tributary.Store;

/// <summary>Reads what pages need so that people can work on series: numbers of patches, and what happened.</summary>
public sealed class WorkQueries(Database database)
{
    /// <summary>Lines of a history that a page shows.</summary>
    public const int MostLines = 100;

    private const string NumbersSql = "select p.id from patches p join messages m on m.id = p.message where p.project = @project and";

    private const string HistorySql = """
        select e.at, e.category, e.door, u.username as actor, e.before, e.after, e.patch, sp.number
        from events e left join users u on u.id = e.actor
        left join patches p on p.id = e.patch left join series_patches sp on sp.series = p.series and sp.message = p.message
        where (e.series = @id or e.patch in (select id from patches where series = @id)) and e.category in ({told}) order by e.id desc limit @limit
        """;

    private static readonly string Told = string.Join(", ", EventCategories.All.Where(IsTold).Select(category => (long)category));

    /// <summary>The numbers of the patches that these messages are; those that are here.</summary>
    public async Task<ImmutableArray<long>> ListPatchNumbersAsync(long project, IReadOnlyCollection<MessageId> messages, CancellationToken cancel)
    {
        await using var connection = await database.OpenReadAsync(cancel);
        var ids = database.Dialect.List(messages.Select(id => Dialect.Clean(id.Value)));
        return [.. await connection.QueryAsync<long>(new CommandDefinition(
            $"{NumbersSql} {database.Dialect.In("m.message_id", "ids")} order by p.id", new { project, ids }, cancellationToken: cancel))];
    }

    /// <summary>What happened to a series and its patches, the newest first; mail that came is not told.</summary>
    public async Task<IReadOnlyList<HistoryLine>> ListHistoryAsync(SeriesId series, CancellationToken cancel)
    {
        await using var connection = await database.OpenReadAsync(cancel);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(
            HistorySql.Replace("{told}", Told, StringComparison.Ordinal), new { id = series.Value, limit = (long)MostLines * 5 }, cancellationToken: cancel));

        // What was done to several patches at one go is one line.
        return [.. rows.GroupBy(row => (row.At, row.Category, row.Actor, row.Door, row.Before, row.After)).Take(MostLines).Select(group => new HistoryLine(
            Micros.ToTime(group.Key.At), (EventCategory)group.Key.Category, (Door)group.Key.Door, group.Key.Actor, group.Key.Before, group.Key.After)
        {
            Patches = [.. group.Select(row => row.Number).OfType<long>().Order().Select(number => (int)number)],
        })];
    }

    /// <summary>The mail commands that were said of a series, in their order.</summary>
    public Task<IReadOnlyList<StoredCommand>> ListCommandsAsync(SeriesId series, CancellationToken cancel) => new CommandQueries(database).ListAsync(series, cancel);

    private static bool IsTold(EventCategory category) => category is EventCategory.SeriesCreated or EventCategory.SeriesCompleted or EventCategory.PatchStateChanged
        or EventCategory.PatchDelegated or EventCategory.PatchArchived or EventCategory.PatchCommitChanged or EventCategory.PatchPullUrlChanged
        or EventCategory.SeriesHoldChanged or EventCategory.SeriesTagsChanged or EventCategory.SeriesRelinked;

    private sealed record Row
    {
        public long At { get; init; }
        public long Category { get; init; }
        public long Door { get; init; }
        public string? Actor { get; init; }
        public string? Before { get; init; }
        public string? After { get; init; }
        public long? Patch { get; init; }
        public long? Number { get; init; }
    }
}

/// <summary>Something that happened to a series, or to some of its patches at one go.</summary>
/// <param name="At">When.</param>
/// <param name="Category">What.</param>
/// <param name="Door">Through what.</param>
/// <param name="Actor">By whom, a user name; or null.</param>
/// <param name="Before">How it was.</param>
/// <param name="After">How it is.</param>
public sealed record HistoryLine(DateTimeOffset At, EventCategory Category, Door Door, string? Actor, string? Before, string? After)
{
    /// <summary>The numbers of the patches that it happened to; none: to the series.</summary>
    public ImmutableArray<int> Patches { get; init; } = [];
}
