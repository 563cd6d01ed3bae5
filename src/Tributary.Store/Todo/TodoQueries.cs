using System.Collections.Immutable;
using Dapper;

namespace Tributary.Store;

/// <summary>Reads a user's to-do list.</summary>
public sealed class TodoQueries(Database database)
{
    private const string ListSql = """
        select coalesce(m.moved_to, t.series) as series, t.note, t.at from todo_entries t left join series_moves m on m.id = t.series
        where t.user_id = @user order by t.at desc, t.series desc
        """;

    /// <summary>What he put there by hand, the newest first; series that are gone are left out.</summary>
    public async Task<ImmutableArray<TodoEntry>> ListAsync(long user, CancellationToken cancel)
    {
        await using var connection = await database.OpenReadAsync(cancel);
        var rows = (await connection.QueryAsync<(long Series, string Note, long At)>(new CommandDefinition(ListSql, new { user }, cancellationToken: cancel))).DistinctBy(row => row.Series).ToList();
        var lines = await SeriesReader.ListAsync(connection, database.Dialect, [.. rows.Select(row => row.Series)], cancel);
        return [.. rows.Where(row => lines.ContainsKey(row.Series)).Select(row => new TodoEntry(lines[row.Series], row.Note, Micros.ToTime(row.At)))];
    }
}

/// <summary>A series on a to-do list.</summary>
/// <param name="Series">The series.</param>
/// <param name="Note">What he wrote to it; may be empty.</param>
/// <param name="At">When he put it there.</param>
public sealed record TodoEntry(SeriesSummary Series, string Note, DateTimeOffset At);
