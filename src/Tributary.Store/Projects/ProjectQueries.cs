using Dapper;

namespace Tributary.Store;

/// <summary>Reads projects.</summary>
public sealed class ProjectQueries(Database database)
{
    private const string ListSql = "select id, name, profile from projects order by id limit 1000";
    private const string GetSql = "select id, name, profile from projects where id = @id";
    private const string FindSql = "select id, name, profile from projects where name = @name";

    /// <summary>All projects, the first one made first.</summary>
    public async Task<IReadOnlyList<StoredProject>> ListAsync(CancellationToken cancel)
    {
        await using var connection = await database.OpenReadAsync(cancel);
        return [.. (await connection.QueryAsync<Row>(new CommandDefinition(ListSql, cancellationToken: cancel))).Select(row => row.ToProject())];
    }

    /// <summary>The project of a link name, or null.</summary>
    public async Task<StoredProject?> FindAsync(string name, CancellationToken cancel)
    {
        await using var connection = await database.OpenReadAsync(cancel);
        var row = await connection.QueryFirstOrDefaultAsync<Row>(new CommandDefinition(FindSql, new { name = Dialect.Clean(name) }, cancellationToken: cancel));
        return row?.ToProject();
    }

    /// <summary>The project of a number, or null.</summary>
    public async Task<StoredProject?> FindAsync(long id, CancellationToken cancel)
    {
        await using var connection = await database.OpenReadAsync(cancel);
        var row = await connection.QueryFirstOrDefaultAsync<Row>(new CommandDefinition(GetSql, new { id }, cancellationToken: cancel));
        return row?.ToProject();
    }

    private sealed class Row
    {
        public long Id { get; init; }
        public required string Name { get; init; }
        public required string Profile { get; init; }

        public StoredProject ToProject() => new(Id, Name, Profile);
    }
}

/// <summary>A project as it is stored.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Name">Its link name, e.g. <c>netdevbpf</c>.</param>
/// <param name="Profile">The profile it came from.</param>
public sealed record StoredProject(long Id, string Name, string Profile);
