using Dapper;

namespace Tributary.Store;

/// <summary>The numbers that messages had in a project before they left it: whoever comes back has the same one.</summary>
internal static class LeftMessages
{
    private const string KeepSql = """
        insert into left_messages (project, message, arrival) select p.project, p.message, p.arrival from project_messages p
        where p.project = @project and
        """;

    private const string TakeSql = "delete from left_messages where project = @project and";

    /// <summary>Notes the numbers of messages that are about to leave.</summary>
    public static Task<int> KeepAsync(WriteTransaction write, long project, IEnumerable<long> messages, CancellationToken cancel) =>
        write.Connection.ExecuteAsync(new CommandDefinition(
            $"{KeepSql} {write.Dialect.In("p.message", "ids")}", new { project, ids = write.Dialect.List(messages) }, cancellationToken: cancel));

    /// <summary>The numbers of those that come back; they are no longer noted as gone.</summary>
    public static async Task<Dictionary<long, long>> TakeAsync(WriteTransaction write, long project, IReadOnlyCollection<long> messages, CancellationToken cancel)
    {
        if (messages.Count == 0) return [];
        var rows = await write.Connection.QueryAsync<(long Message, long Arrival)>(new CommandDefinition(
            $"{TakeSql} {write.Dialect.In("message", "ids")} returning message, arrival", new { project, ids = write.Dialect.List(messages) }, cancellationToken: cancel));
        return rows.ToDictionary(row => row.Message, row => row.Arrival);
    }
}
