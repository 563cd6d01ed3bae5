using System.Collections.Immutable;
using System.Data.Common;
using Dapper;

namespace Tributary.Store;

/// <summary>Reads senders of mail as the API lists them.</summary>
public sealed class PersonQueries(Database database)
{
    private const string RowsSql = "select p.id, p.name, p.address, p.written from people p where";

    private static readonly ListColumns Columns = new("p.id", new("id", IsDescending: false), ("id", "p.id", null), ("name", "p.name", null), ("email", "p.address", null));

    /// <summary>The fields that order the list; without any it goes by number.</summary>
    public static ImmutableArray<string> OrderFields => Columns.Fields;

    /// <summary>A page of people.</summary>
    /// <param name="words">Parts of name or address, as in <see cref="PatchListFilter.Words"/>.</param>
    /// <param name="page">Which page.</param>
    /// <param name="cancel">Ends it early.</param>
    public async Task<Listed<PersonListed>> ListAsync(string? words, ListPage page, CancellationToken cancel)
    {
        await using var connection = await database.OpenReadAsync(cancel);
        var conditions = new ListConditions(database.Dialect, "people p").Words(words, "p.name", "p.address");
        var keys = await ListKeys.ReadAsync(connection, conditions, (Columns, page), cancel);
        return new(await ReadAsync(connection, keys.Ids, cancel), keys.Total);
    }

    /// <summary>The person of a number, or null.</summary>
    public async Task<PersonListed?> FindAsync(long id, CancellationToken cancel)
    {
        await using var connection = await database.OpenReadAsync(cancel);
        return (await ReadAsync(connection, [id], cancel)).FirstOrDefault();
    }

    /// <summary>The person of an address, upper and lower case alike, or null.</summary>
    public async Task<PersonListed?> FindByAddressAsync(string address, CancellationToken cancel)
    {
        await using var connection = await database.OpenReadAsync(cancel);
        var id = await connection.ExecuteScalarAsync<long?>(new CommandDefinition(
            "select id from people where address = @address", new { address = Dialect.Clean(address.ToLowerInvariant()) }, cancellationToken: cancel));
        return id is { } found ? (await ReadAsync(connection, [found], cancel)).FirstOrDefault() : null;
    }

    private async Task<ImmutableArray<PersonListed>> ReadAsync(DbConnection connection, IReadOnlyList<long> ids, CancellationToken cancel)
    {
        if (ids.Count == 0) return [];
        var rows = (await connection.QueryAsync<Row>(new CommandDefinition(
            $"{RowsSql} {database.Dialect.In("p.id", "ids")}", new { ids = database.Dialect.List(ids) }, cancellationToken: cancel))).ToDictionary(row => row.Id);
        var users = await new MentionReader(connection, database.Dialect, cancel).ListUsersByAddressAsync(rows.Values.Select(row => row.Address));
        return [.. ids.Where(rows.ContainsKey).Select(id => new PersonListed(id, rows[id].Name, rows[id].Written) { User = users.GetValueOrDefault(rows[id].Address) })];
    }

    private sealed class Row
    {
        public long Id { get; init; }
        public string Name { get; init; } = "";
        public string Address { get; init; } = "";
        public string Written { get; init; } = "";
    }
}
