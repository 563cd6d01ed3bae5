using System.Collections.Immutable;
using Dapper;

namespace Tributary.Store;

/// <summary>What the maintainers of a project set otherwise than its profile does.</summary>
public sealed class ProjectSettings(Database database)
{
    private const string ListSql = "select project, name, value from project_settings order by project, name";

    private const string SetSql = """
        insert into project_settings (project, name, value) values (@project, @name, @value) on conflict (project, name) do update set value = excluded.value
        """;

    /// <summary>The settings of all projects: name and value by project.</summary>
    public async Task<IReadOnlyDictionary<long, ImmutableDictionary<string, string>>> ListAsync(CancellationToken cancel)
    {
        await using var connection = await database.OpenReadAsync(cancel);
        var rows = await connection.QueryAsync<(long Project, string Name, string Value)>(new CommandDefinition(ListSql, cancellationToken: cancel));
        return rows.GroupBy(row => row.Project).ToDictionary(group => group.Key, group => group.ToImmutableDictionary(row => row.Name, row => row.Value));
    }

    /// <summary>The settings of a project, inside a transaction.</summary>
    public static async Task<ImmutableDictionary<string, string>> LoadAsync(WriteTransaction write, long project, CancellationToken cancel)
    {
        var rows = await write.Connection.QueryAsync<(string Name, string Value)>(
            new CommandDefinition("select name, value from project_settings where project = @project", new { project }, cancellationToken: cancel));
        return rows.ToImmutableDictionary(row => row.Name, row => row.Value);
    }

    /// <summary>Sets a value.</summary>
    /// <param name="write">The transaction.</param>
    /// <param name="project">The project's number.</param>
    /// <param name="setting">Name and value.</param>
    /// <param name="cancel">Ends it early.</param>
    public static Task SetAsync(WriteTransaction write, long project, KeyValuePair<string, string> setting, CancellationToken cancel) => write.Connection.ExecuteAsync(
        new CommandDefinition(SetSql, new { project, name = Dialect.Clean(setting.Key), value = Dialect.Clean(setting.Value) }, cancellationToken: cancel));
}
