using Dapper;

namespace Tributary.Store;

/// <summary>Who maintains which project.</summary>
public sealed class ProjectMaintainers(Database database)
{
    private const string ListSql = """
        select m.project as Project, u.id as Id, u.username as Username, u.first_name as FirstName, u.last_name as LastName, u.email as Email
        from maintainers m join users u on u.id = m.user_id order by m.project, u.id
        """;

    /// <summary>The maintainers of all projects, by project and number.</summary>
    public async Task<ILookup<long, UserListed>> ListAsync(CancellationToken cancel)
    {
        await using var connection = await database.OpenReadAsync(cancel);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(ListSql, cancellationToken: cancel));
        return rows.ToLookup(row => row.Project, row => new UserListed(row.Id, row.Username, row.FirstName, row.LastName, row.Email));
    }

    private sealed class Row
    {
        public long Project { get; init; }
        public long Id { get; init; }
        public string Username { get; init; } = "";
        public string FirstName { get; init; } = "";
        public string LastName { get; init; } = "";
        public string Email { get; init; } = "";
    }
}
