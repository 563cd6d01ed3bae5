using System.Data.Common;
using Dapper;
using Tributary.Policy;

namespace Tributary.Store;

/// <summary>Reads the rules of delegation of a project.</summary>
internal static class DelegationRows
{
    private const string SetSql = "select changed_at as at, changed_by as who from delegation_sets where project = @project";
    private const string RulesSql = "select rule from delegation_rules where project = @project order by position";

    /// <summary>The project's own rules; null where its profile's hold.</summary>
    public static async Task<StoredDelegation?> FindAsync(DbConnection connection, long project, CancellationToken cancel)
    {
        var sets = await connection.QueryAsync<(long At, string Who)>(new CommandDefinition(SetSql, new { project }, cancellationToken: cancel));
        if (sets.AsList() is not [var set]) return null;
        var rules = await connection.QueryAsync<string>(new CommandDefinition(RulesSql, new { project }, cancellationToken: cancel));

        // What an older program cannot read of a newer one's rules counts for nothing.
        return new([.. rules.Select(json => DelegationJson.TryRead(json, out var rule) is null ? rule : null).OfType<DelegationRule>()], Micros.ToTime(set.At), set.Who);
    }
}
