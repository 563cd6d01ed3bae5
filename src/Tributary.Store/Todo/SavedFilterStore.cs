using System.Collections.Immutable;
using Dapper;

namespace Tributary.Store;

/// <summary>Reads and writes filters of queues that people saved under names: their own, or a project's for everybody.</summary>
public sealed class SavedFilterStore(WriteTransaction write)
{
    private const string SetSql = """
        insert into saved_filters (project, user_id, name, query) values (@project, @user, @name, @query)
        on conflict (project, user_id, name) do update set query = excluded.query
        """;

    private const string RemoveSql = "delete from saved_filters where project = @project and user_id = @user and name = @name";
    private const string CountSql = "select count(*) from saved_filters where project = @project and user_id = @user and name <> @name";

    /// <summary>How many others its owner has.</summary>
    public Task<long> CountOthersAsync(SavedFilter filter, CancellationToken cancel) =>
        write.Connection.ExecuteScalarAsync<long>(new CommandDefinition(CountSql, ValuesOf(filter), cancellationToken: cancel));

    /// <summary>Saves one, or sets it anew.</summary>
    public Task SetAsync(SavedFilter filter, CancellationToken cancel) => write.Connection.ExecuteAsync(new CommandDefinition(SetSql, ValuesOf(filter), cancellationToken: cancel));

    /// <summary>Removes one.</summary>
    public Task<int> RemoveAsync(SavedFilter filter, CancellationToken cancel) => write.Connection.ExecuteAsync(new CommandDefinition(RemoveSql, ValuesOf(filter), cancellationToken: cancel));

    private static object ValuesOf(SavedFilter filter) =>
        new { project = filter.Project, user = filter.User ?? 0, name = Dialect.Clean(filter.Name), query = Dialect.Clean(filter.Query) };
}

/// <summary>Reads saved filters.</summary>
public sealed class SavedFilterQueries(Database database)
{
    private const string ListSql = "select project, user_id as userId, name, query from saved_filters where project = @project and user_id in (0, @user) order by user_id, name";

    /// <summary>The project's filters, then those of a user; by name.</summary>
    public async Task<ImmutableArray<SavedFilter>> ListAsync(long project, long? user, CancellationToken cancel)
    {
        await using var connection = await database.OpenReadAsync(cancel);
        var rows = await connection.QueryAsync<(long Project, long User, string Name, string Query)>(new CommandDefinition(ListSql, new { project, user = user ?? 0 }, cancellationToken: cancel));
        return [.. rows.Select(row => new SavedFilter(row.Project, row.User == 0 ? null : row.User, row.Name, row.Query))];
    }
}

/// <summary>A filter of a queue under a name.</summary>
/// <param name="Project">The project's number.</param>
/// <param name="User">Whose it is; null: the project's, for everybody.</param>
/// <param name="Name">Its name.</param>
/// <param name="Query">The query of the queue's address, without the question mark.</param>
public sealed record SavedFilter(long Project, long? User, string Name, string Query);
