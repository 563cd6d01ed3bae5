using System.Collections.Immutable;
using Dapper;

namespace Tributary.Store;

/// <summary>The relays whose results prove who sent a mail, as the last server was told: commands beside it take mail in too.</summary>
public sealed class RelayStore(WriteTransaction write)
{
    private const string ListSql = "select name from trusted_relays order by name";
    private const string AddSql = "insert into trusted_relays (name) values (@name) on conflict do nothing";

    /// <summary>Their names; none: senders are taken as they say.</summary>
    public async Task<ImmutableArray<string>> ListAsync(CancellationToken cancel) =>
        [.. await write.Connection.QueryAsync<string>(new CommandDefinition(ListSql, cancellationToken: cancel))];

    /// <summary>Says which they are.</summary>
    public async Task SetAsync(IEnumerable<string> names, CancellationToken cancel)
    {
        await write.Connection.ExecuteAsync(new CommandDefinition("delete from trusted_relays", cancellationToken: cancel));
        foreach (var name in names) await write.Connection.ExecuteAsync(new CommandDefinition(AddSql, new { name = Dialect.Clean(name.ToLowerInvariant()) }, cancellationToken: cancel));
    }
}
