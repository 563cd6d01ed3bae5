namespace Tributary.Store;

/// <summary>Reads accounts.</summary>
public sealed class UserQueries(Database database)
{
    private const string PageSql = "where u.id > @after order by u.id limit @limit";

    // The hash is compared whole by the index: what an attacker could time is SHA-256 of his guess, which tells him nothing.
    private const string ByTokenSql = "join tokens t on t.user_id = u.id where t.hash = @hash";

    internal const string ByAddressSql = """
        where u.id in (select id from users where email = @email union all select user_id from user_addresses where address = @email)
        """;

    /// <summary>The account of a number, or null.</summary>
    public async Task<User?> FindAsync(long id, CancellationToken cancel) => await FindAsync("where u.id = @id", new { id }, cancel);

    /// <summary>The account of a user name, written exactly so, or null.</summary>
    public async Task<User?> FindByNameAsync(string username, CancellationToken cancel) =>
        await FindAsync("where u.username = @username", new { username = Dialect.Clean(username) }, cancel);

    /// <summary>The account of an address, its first one or another, in any case, or null.</summary>
    public async Task<User?> FindByEmailAsync(string email, CancellationToken cancel) =>
        await FindAsync(ByAddressSql, new { email = Dialect.Clean(email).ToLowerInvariant() }, cancel);

    /// <summary>The account that a token was given to, or null. Whether it is active is the caller's question.</summary>
    public async Task<User?> FindByTokenAsync(string token, CancellationToken cancel) =>
        await FindAsync(ByTokenSql, new { hash = TokenStore.HashOf(token) }, cancel);

    /// <summary>The accounts of these numbers, ascending; those that there are.</summary>
    public async Task<IReadOnlyList<User>> ListAsync(IReadOnlyCollection<long> ids, CancellationToken cancel)
    {
        await using var connection = await database.OpenReadAsync(cancel);
        var dialect = database.Dialect;
        return await UserRows.ListAsync(connection, dialect, $"where {dialect.In("u.id", "ids")} order by u.id", new { ids = dialect.List(ids) }, cancel);
    }

    /// <summary>The accounts of these user names, by their names; those that there are.</summary>
    public async Task<IReadOnlyDictionary<string, User>> ListByNamesAsync(IReadOnlyCollection<string> usernames, CancellationToken cancel)
    {
        await using var connection = await database.OpenReadAsync(cancel);
        var dialect = database.Dialect;
        var names = dialect.List(usernames.Select(Dialect.Clean));
        var found = await UserRows.ListAsync(connection, dialect, $"where {dialect.In("u.username", "names")}", new { names }, cancel);
        return found.ToDictionary(user => user.Username);
    }

    /// <summary>A page of all accounts, ascending by number.</summary>
    /// <param name="after">The last number seen; 0 at first.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="cancel">Ends it early.</param>
    public async Task<IReadOnlyList<User>> ListPageAsync(long after, int limit, CancellationToken cancel)
    {
        await using var connection = await database.OpenReadAsync(cancel);
        return await UserRows.ListAsync(connection, database.Dialect, PageSql, new { after, limit = (long)limit }, cancel);
    }

    /// <summary>The maintainers of a project, ascending by number; at most a thousand.</summary>
    public async Task<IReadOnlyList<User>> ListMaintainersAsync(long project, CancellationToken cancel)
    {
        await using var connection = await database.OpenReadAsync(cancel);
        return await UserRows.ListAsync(
            connection, database.Dialect, "join maintainers m on m.user_id = u.id where m.project = @project order by u.id limit 1000", new { project }, cancel);
    }

    private async Task<User?> FindAsync(string rest, object values, CancellationToken cancel)
    {
        await using var connection = await database.OpenReadAsync(cancel);
        return await UserRows.ListAsync(connection, database.Dialect, rest, values, cancel) is [var user, ..] ? user : null;
    }
}
