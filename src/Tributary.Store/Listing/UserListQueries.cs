using System.Collections.Immutable;
using System.Data.Common;

namespace Tributary.Store;

/// <summary>Reads accounts as others see them.</summary>
public sealed class UserListQueries(Database database)
{
    private static readonly ListColumns Columns = new("p.id", new("id", IsDescending: false), ("id", "p.id", null), ("username", "p.username", null), ("email", "p.email", null));

    /// <summary>The fields that order the list; without any it goes by number.</summary>
    public static ImmutableArray<string> OrderFields => Columns.Fields;

    /// <summary>A page of accounts.</summary>
    /// <param name="words">Parts of username, names or address, as in <see cref="PatchListFilter.Words"/>.</param>
    /// <param name="page">Which page.</param>
    /// <param name="cancel">Ends it early.</param>
    public async Task<Listed<UserListed>> ListAsync(string? words, ListPage page, CancellationToken cancel)
    {
        await using var connection = await database.OpenReadAsync(cancel);
        var conditions = new ListConditions(database.Dialect, "users p").Words(words, "p.username", "p.first_name", "p.last_name", "p.email");
        var keys = await ListKeys.ReadAsync(connection, conditions, (Columns, page), cancel);
        return new(await ReadAsync(connection, keys.Ids, cancel), keys.Total);
    }

    /// <summary>The account of a number, or null.</summary>
    public async Task<UserListed?> FindAsync(long id, CancellationToken cancel)
    {
        await using var connection = await database.OpenReadAsync(cancel);
        return (await ReadAsync(connection, [id], cancel)).FirstOrDefault();
    }

    /// <summary>The account of a username, upper and lower case (of ASCII) alike, or null; the same spelling comes first.</summary>
    public async Task<UserListed?> FindByNameAsync(string username, CancellationToken cancel)
    {
        await using var connection = await database.OpenReadAsync(cancel);
        var clean = Dialect.Clean(username);
        var exact = await new MentionReader(connection, database.Dialect, cancel).ListUsersByNameAsync([clean]);
        if (exact.TryGetValue(clean, out var found)) return found;
        var conditions = new ListConditions(database.Dialect, "users p").Add("lower(p.username) = lower({0})", clean);
        var keys = await ListKeys.ReadAsync(connection, conditions, (Columns, new ListPage { Size = 1 }), cancel);
        return (await ReadAsync(connection, keys.Ids, cancel)).FirstOrDefault();
    }

    private async Task<ImmutableArray<UserListed>> ReadAsync(DbConnection connection, IReadOnlyList<long> ids, CancellationToken cancel)
    {
        var users = await new MentionReader(connection, database.Dialect, cancel).ListUsersAsync(ids);
        return [.. ids.Where(users.ContainsKey).Select(id => users[id])];
    }
}
