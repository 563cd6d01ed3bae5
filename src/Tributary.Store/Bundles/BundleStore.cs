using System.Collections.Immutable;
using Dapper;

namespace Tributary.Store;

/// <summary>Writes bundles: patches of one project that a user keeps together, in his order.</summary>
public sealed class BundleStore(WriteTransaction write)
{
    private const string FindSql = "select id, project, owner, name, is_public as isPublic from bundles where id = @id";
    private const string PatchesSql = "select patch from bundle_patches where bundle = @id order by position";
    private const string TakenSql = "select count(*) from bundles where owner = @Owner and name = @Name and id <> @Id";

    private const string SaveSql = """
        insert into bundles (id, project, owner, name, is_public) values (@Id, @Project, @Owner, @Name, @isPublic)
        on conflict (id) do update set project = excluded.project, name = excluded.name, is_public = excluded.is_public
        """;

    private const string ClearSql = "delete from bundle_patches where bundle = @id";
    private const string DeleteSql = "delete from bundles where id = @id";

    private static readonly RowTarget PatchRows = new("bundle_patches", "bundle:n position:n patch:n");

    /// <summary>Reads a bundle to change it: others who want to change it wait until the transaction ends.</summary>
    public async Task<StoredBundle?> FindAsync(long id, CancellationToken cancel)
    {
        var lockRow = write.Dialect.IsPostgres ? " for update" : "";
        var row = await write.Connection.QueryFirstOrDefaultAsync<Row>(new CommandDefinition(FindSql + lockRow, new { id }, cancellationToken: cancel));
        if (row is null) return null;
        var patches = await write.Connection.QueryAsync<long>(new CommandDefinition(PatchesSql, new { id }, cancellationToken: cancel));
        return new(row.Id, row.Project, row.Owner, row.Name) { IsPublic = row.IsPublic != 0, Patches = [.. patches] };
    }

    /// <summary>Takes a number for a new bundle. Others who make one wait until the transaction ends.</summary>
    public Task<long> TakeIdAsync(CancellationToken cancel) => IdLedger.TakeAsync(write, "bundles", 1, cancel);

    /// <summary>True when its owner has another bundle of its name.</summary>
    public async Task<bool> IsNameTakenAsync(StoredBundle bundle, CancellationToken cancel) => await write.Connection.ExecuteScalarAsync<long>(
        new CommandDefinition(TakenSql, new { bundle.Owner, bundle.Name, bundle.Id }, cancellationToken: cancel)) > 0;

    /// <summary>Writes a bundle under its number, with its patches.</summary>
    public async Task SaveAsync(StoredBundle bundle, CancellationToken cancel)
    {
        var values = new { bundle.Id, bundle.Project, bundle.Owner, bundle.Name, isPublic = bundle.IsPublic ? 1L : 0L };
        await write.Connection.ExecuteAsync(new CommandDefinition(SaveSql, values, cancellationToken: cancel));
        await write.Connection.ExecuteAsync(new CommandDefinition(ClearSql, new { id = bundle.Id }, cancellationToken: cancel));
        var rows = write.Write(PatchRows);
        foreach (var (position, patch) in bundle.Patches.Index()) rows.Add(bundle.Id).Add(position).Add(patch).EndRow();
        await rows.FlushAsync(cancel);
    }

    /// <summary>Deletes a bundle; its patches stay.</summary>
    public async Task DeleteAsync(long id, CancellationToken cancel)
    {
        await write.Connection.ExecuteAsync(new CommandDefinition(ClearSql, new { id }, cancellationToken: cancel));
        await write.Connection.ExecuteAsync(new CommandDefinition(DeleteSql, new { id }, cancellationToken: cancel));
    }

    private sealed record Row
    {
        public long Id { get; init; }
        public long Project { get; init; }
        public long Owner { get; init; }
        public string Name { get; init; } = "";
        public long IsPublic { get; init; }
    }
}

/// <summary>A bundle as it is stored.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Project">The number of the project of its patches.</param>
/// <param name="Owner">The number of the user who made it.</param>
/// <param name="Name">Its name, one of its kind for its owner.</param>
public sealed record StoredBundle(long Id, long Project, long Owner, string Name)
{
    /// <summary>Everybody sees it; else its owner only.</summary>
    public bool IsPublic { get; init; }

    /// <summary>The numbers of its patches in their order, each once.</summary>
    public ImmutableArray<long> Patches { get; init; } = [];
}
