using System.Data.Common;
using Tributary.Workflow;

namespace Tributary.Store;

/// <summary>What the events of a page are about.</summary>
internal sealed class EventMentions
{
    private Dictionary<long, UserListed> actors = [];
    private Dictionary<string, UserListed> delegates = [];
    private Dictionary<long, SeriesMention> series = [];
    private Dictionary<long, PatchMention> patches = [];
    private Dictionary<long, PatchMention> covers = [];
    private Dictionary<long, CommentMention> comments = [];
    private Dictionary<long, CheckListed> checks = [];
    private Dictionary<long, StoredCommand> commands = [];

    /// <summary>Reads it: one query a kind.</summary>
    public static async Task<EventMentions> ReadAsync(DbConnection connection, Dialect dialect, IReadOnlyCollection<EventRow> rows, CancellationToken cancel)
    {
        var reader = new MentionReader(connection, dialect, cancel);
        return new()
        {
            actors = await reader.ListUsersAsync(Numbers(row => row.Actor)),
            delegates = await reader.ListUsersByNameAsync(
                rows.Where(row => (EventCategory)row.Category is EventCategory.PatchDelegated).SelectMany(row => (string?[])[row.Before, row.After])),
            series = await reader.ListSeriesAsync(Numbers(row => row.Series)),
            patches = await reader.ListPatchesAsync(Numbers(row => row.Patch)),
            covers = await reader.ListCoversAsync(Numbers(row => row.Cover)),
            comments = await reader.ListCommentsAsync(Numbers(row => row.Comment)),
            commands = await reader.ListCommandsAsync([.. rows.Where(static row => (EventCategory)row.Category is EventCategory.Command).Select(static row => row.Id)]),
            checks = await CheckQueries.ListAsync(connection, dialect, Numbers(row => row.CheckId), cancel),
        };

        List<long> Numbers(Func<EventRow, long?> number) => [.. rows.Select(number).OfType<long>().Distinct()];
    }

    /// <summary>An event with all of it.</summary>
    public EventListed ToEvent(EventRow row)
    {
        var isDelegation = (EventCategory)row.Category is EventCategory.PatchDelegated;
        return new()
        {
            Id = row.Id, Project = row.Project, At = Micros.ToTime(row.At), Category = (EventCategory)row.Category, Door = (Door)row.Door,
            Actor = Of(actors, row.Actor), Series = Of(series, row.Series), Patch = Of(patches, row.Patch), Cover = Of(covers, row.Cover),
            Comment = Of(comments, row.Comment), Check = Of(checks, row.CheckId), Command = Of(commands, row.Id), Before = row.Before, After = row.After,
            BeforeUser = isDelegation ? delegates.GetValueOrDefault(row.Before ?? "") : null,
            AfterUser = isDelegation ? delegates.GetValueOrDefault(row.After ?? "") : null,
        };
    }

    private static T? Of<T>(Dictionary<long, T> known, long? id)
        where T : class => id is { } number ? known.GetValueOrDefault(number) : null;
}

/// <summary>A row of the table events.</summary>
internal sealed class EventRow
{
    public long Id { get; init; }
    public long Project { get; init; }
    public long At { get; init; }
    public long Category { get; init; }
    public long Door { get; init; }
    public long? Actor { get; init; }
    public long? Series { get; init; }
    public long? Patch { get; init; }
    public long? Cover { get; init; }
    public long? Comment { get; init; }
    public long? CheckId { get; init; }
    public string? Before { get; init; }
    public string? After { get; init; }
}
