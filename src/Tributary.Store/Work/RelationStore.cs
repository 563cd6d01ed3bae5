using Dapper;

namespace Tributary.Store;

/// <summary>Writes which patches are related: groups of two and more, each patch in one at most.</summary>
public sealed class RelationStore(WriteTransaction write)
{
    private const string JoinSql = """
        insert into patch_relations (patch, relation) values (@patch, @relation) on conflict (patch) do update set relation = excluded.relation
        """;

    private const string LeaveSql = "delete from patch_relations where patch = @patch";

    /// <summary>A number for a new group.</summary>
    public Task<long> TakeIdAsync(CancellationToken cancel) => IdLedger.TakeAsync(write, "relations", 1, cancel);

    /// <summary>Puts a patch into a group, or into none for null.</summary>
    public Task SetAsync(long patch, long? relation, CancellationToken cancel) => write.Connection.ExecuteAsync(
        new CommandDefinition(relation is null ? LeaveSql : JoinSql, new { patch, relation }, cancellationToken: cancel));
}
