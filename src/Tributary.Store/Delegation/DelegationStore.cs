using System.Collections.Immutable;
using Dapper;
using Tributary.Policy;

namespace Tributary.Store;

/// <summary>Writes rules of delegation, and reads what they are asked of when mail comes.</summary>
public sealed class DelegationStore(WriteTransaction write, long project)
{
    private const string ClearSql = "delete from delegation_rules where project = @project";
    private const string ForgetSql = "delete from delegation_sets where project = @project";

    private const string SetSql = """
        insert into delegation_sets (project, changed_at, changed_by) values (@project, @at, @by)
        on conflict (project) do update set changed_at = excluded.changed_at, changed_by = excluded.changed_by
        """;

    private static readonly RowTarget Rows = new("delegation_rules", "project:n position:n rule:t");

    /// <summary>The project's own rules; null where its profile's hold.</summary>
    public Task<StoredDelegation?> FindAsync(CancellationToken cancel) => DelegationRows.FindAsync(write.Connection, project, cancel);

    /// <summary>Sets the project's own rules.</summary>
    public async Task SaveAsync(StoredDelegation delegation, CancellationToken cancel)
    {
        await ClearAsync(cancel);
        await write.Connection.ExecuteAsync(new CommandDefinition(
            SetSql, new { project, at = Micros.From(delegation.ChangedAt), by = Dialect.Clean(delegation.ChangedBy) }, cancellationToken: cancel));
        var rows = write.Write(Rows);
        foreach (var (position, rule) in delegation.Rules.Index()) rows.Add(project).Add(position).Add(Dialect.Clean(DelegationJson.Write(rule))).EndRow();
        await rows.FlushAsync(cancel);
    }

    /// <summary>Forgets the project's own rules: its profile's hold again.</summary>
    public async Task ClearAsync(CancellationToken cancel)
    {
        await write.Connection.ExecuteAsync(new CommandDefinition(ClearSql, new { project }, cancellationToken: cancel));
        await write.Connection.ExecuteAsync(new CommandDefinition(ForgetSql, new { project }, cancellationToken: cancel));
    }

    /// <summary>Those of these user names whose accounts are active: rules give to nobody else.</summary>
    public async Task<ImmutableHashSet<string>> ListAccountsAsync(IEnumerable<string> names, CancellationToken cancel) =>
        [.. await write.Connection.QueryAsync<string>(new CommandDefinition(
            $"select username from users where is_active = 1 and {write.Dialect.In("username", "names")}",
            new { names = write.Dialect.List(names.Select(Dialect.Clean).Distinct()) }, cancellationToken: cancel))];

    /// <summary>The bytes of messages by number.</summary>
    public Task<IReadOnlyDictionary<long, ReadOnlyMemory<byte>>> ReadMailAsync(IReadOnlyCollection<long> messages, CancellationToken cancel) =>
        DelegationSample.ReadMailAsync(write.Connection, write.Dialect, messages, cancel);
}
