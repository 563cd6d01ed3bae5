using Dapper;

namespace Tributary.Store;

/// <summary>Writes a user's to-do list: series that he put there by hand.</summary>
public sealed class TodoStore(WriteTransaction write, long user)
{
    private const string SetSql = """
        insert into todo_entries (user_id, series, note, at) values (@user, @series, @note, @at)
        on conflict (user_id, series) do update set note = excluded.note
        """;

    private const string RemoveSql = "delete from todo_entries where user_id = @user and series in (select @series union select id from series_moves where moved_to = @series)";

    /// <summary>How many series he has on it.</summary>
    public Task<long> CountAsync(CancellationToken cancel) => write.Connection.ExecuteScalarAsync<long>(
        new CommandDefinition("select count(*) from todo_entries where user_id = @user", new { user }, cancellationToken: cancel));

    /// <summary>Puts a series on it, or changes its note.</summary>
    public Task SetAsync(SeriesId series, string note, DateTimeOffset at, CancellationToken cancel) => write.Connection.ExecuteAsync(
        new CommandDefinition(SetSql, new { user, series = series.Value, note = Dialect.Clean(note), at = Micros.From(at) }, cancellationToken: cancel));

    /// <summary>Takes a series off it.</summary>
    public Task RemoveAsync(SeriesId series, CancellationToken cancel) =>
        write.Connection.ExecuteAsync(new CommandDefinition(RemoveSql, new { user, series = series.Value }, cancellationToken: cancel));
}
