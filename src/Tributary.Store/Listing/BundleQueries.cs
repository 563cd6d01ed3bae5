using System.Collections.Immutable;
using System.Data.Common;
using Dapper;

namespace Tributary.Store;

/// <summary>Reads bundles, of which one sees those that are public and one's own.</summary>
public sealed class BundleQueries(Database database)
{
    private const string RowsSql = "select p.id, p.project, p.owner, p.name, p.is_public as IsPublic from bundles p where";

    private static readonly ListColumns Columns = new("p.id", new("id", IsDescending: false), ("id", "p.id", null), ("name", "p.name", null), ("owner", "p.owner", null));

    /// <summary>The fields that order the list; without any it goes by number.</summary>
    public static ImmutableArray<string> OrderFields => Columns.Fields;

    /// <summary>A page of bundles.</summary>
    public async Task<Listed<BundleListed>> ListAsync(BundleListFilter filter, ListPage page, CancellationToken cancel)
    {
        await using var connection = await database.OpenReadAsync(cancel);
        var conditions = new ListConditions(database.Dialect, "bundles p").In("p.project", filter.Projects).In("p.owner", filter.Owners).Words(filter.Words, "p.name");
        if (filter.IsPublic is { } isPublic) conditions.Add("p.is_public = {0}", isPublic ? 1L : 0L);
        if (filter.Viewer is { } viewer) conditions.Add("(p.is_public = 1 or p.owner = {0})", viewer);
        else conditions.Add("p.is_public = 1");
        var keys = await ListKeys.ReadAsync(connection, conditions, (Columns, page), cancel);
        return new(await ReadAsync(connection, keys.Ids, cancel), keys.Total);
    }

    /// <summary>The bundle of a number, or null if it is not there or not for that viewer.</summary>
    /// <param name="id">Its number.</param>
    /// <param name="viewer">Who looks (a user's number), null for nobody signed in.</param>
    /// <param name="cancel">Ends it early.</param>
    public async Task<BundleListed?> FindAsync(long id, long? viewer, CancellationToken cancel)
    {
        await using var connection = await database.OpenReadAsync(cancel);
        var found = (await ReadAsync(connection, [id], cancel)).FirstOrDefault();
        return found is { IsPublic: true } || (found is not null && found.Owner.Id == viewer) ? found : null;
    }

    /// <summary>The bundle of a name of an owner, by username, or null if it is not there or not for that viewer.</summary>
    /// <param name="owner">The owner's username.</param>
    /// <param name="name">Its name.</param>
    /// <param name="viewer">Who looks (a user's number), null for nobody signed in.</param>
    /// <param name="cancel">Ends it early.</param>
    public async Task<BundleListed?> FindByNameAsync(string owner, string name, long? viewer, CancellationToken cancel)
    {
        await using var connection = await database.OpenReadAsync(cancel);
        var id = await connection.ExecuteScalarAsync<long?>(new CommandDefinition(
            "select b.id from bundles b join users u on u.id = b.owner where u.username = @owner and b.name = @name",
            new { owner = Dialect.Clean(owner), name = Dialect.Clean(name) }, cancellationToken: cancel));
        return id is { } there ? await FindAsync(there, viewer, cancel) : null;
    }

    private async Task<ImmutableArray<BundleListed>> ReadAsync(DbConnection connection, IReadOnlyList<long> ids, CancellationToken cancel)
    {
        if (ids.Count == 0) return [];
        var rows = (await connection.QueryAsync<Row>(new CommandDefinition(
            $"{RowsSql} {database.Dialect.In("p.id", "ids")}", new { ids = database.Dialect.List(ids) }, cancellationToken: cancel))).ToDictionary(row => row.Id);
        var mentions = new MentionReader(connection, database.Dialect, cancel);
        var owners = await mentions.ListUsersAsync([.. rows.Values.Select(row => row.Owner).Distinct()]);
        var patches = await mentions.ListPatchesOfBundlesAsync(ids);
        return [.. ids.Where(rows.ContainsKey).Select(id => rows[id].ToBundle(owners, patches))];
    }

    private sealed class Row
    {
        public long Id { get; init; }
        public long Project { get; init; }
        public long Owner { get; init; }
        public string Name { get; init; } = "";
        public long IsPublic { get; init; }

        public BundleListed ToBundle(Dictionary<long, UserListed> owners, ILookup<long, PatchMention> patches) => new()
        {
            Id = Id, Project = Project, Name = Name, Owner = owners.GetValueOrDefault(Owner) ?? new(Owner, "", "", "", ""), IsPublic = IsPublic != 0,
            Patches = [.. patches[Id]],
        };
    }
}
