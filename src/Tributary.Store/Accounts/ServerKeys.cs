using Dapper;

namespace Tributary.Store;

/// <summary>The keys by which the server protects cookies and forms, as ASP.NET Core's data protection writes them (XML).</summary>
public sealed class ServerKeys(Database database)
{
    private const string ListSql = "select xml from server_keys order by name limit 10000";
    private const string AddSql = "insert into server_keys (name, xml) values (@name, @xml) on conflict (name) do update set xml = excluded.xml";

    /// <summary>All of them.</summary>
    public async Task<IReadOnlyList<string>> ListAsync(CancellationToken cancel)
    {
        await using var connection = await database.OpenReadAsync(cancel);
        return [.. await connection.QueryAsync<string>(new CommandDefinition(ListSql, cancellationToken: cancel))];
    }

    /// <summary>Keeps one.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="xml">The key.</param>
    /// <param name="cancel">Ends it early.</param>
    public async Task AddAsync(string name, string xml, CancellationToken cancel)
    {
        await using var write = await database.Writer.BeginAsync(WritePriority.Interactive, cancel);
        await write.Connection.ExecuteAsync(new CommandDefinition(AddSql, new { name, xml }, cancellationToken: cancel));
        await write.CommitAsideAsync(cancel);
    }
}
