using Dapper;

namespace Tributary.Store;

/// <summary>Gives ids, in order, from the table <c>ids</c>: the same ones on both databases, and never one twice.</summary>
internal static class IdLedger
{
    private const string TakeSql = """
        insert into ids (name, next) values (@name, 1 + @count) on conflict (name) do update set next = ids.next + @count returning next
        """;

    /// <summary>Takes that many ids of a kind.</summary>
    /// <returns>The first of them; the others follow.</returns>
    public static async Task<long> TakeAsync(WriteTransaction write, string name, long count, CancellationToken cancel) =>
        await write.Connection.ExecuteScalarAsync<long>(new CommandDefinition(TakeSql, new { name, count }, cancellationToken: cancel)) - count;
}
