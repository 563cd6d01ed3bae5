using System.Data.Common;
using Dapper;
using Tributary.Patches;

namespace Tributary.Store;

/// <summary>Reads what persons said of series and versions.</summary>
internal static class RelinkRows
{
    private const string RowsSql = "select r.id, r.project, r.kind, r.at, r.actor, r.said_by as saidBy, r.reason from relinks r where r.ended_at is null and";
    private const string MessagesSql = "select m.relink, m.side, m.message from relink_messages m where";

    /// <summary>What holds, of the rows that fit a condition on <c>r</c>, oldest first.</summary>
    public static async Task<IReadOnlyList<StoredRelink>> ListAsync(DbConnection connection, Dialect dialect, (string Condition, object Values) which, CancellationToken cancel)
    {
        var rows = (await connection.QueryAsync<Row>(new CommandDefinition($"{RowsSql} {which.Condition} order by r.id", which.Values, cancellationToken: cancel))).AsList();
        if (rows.Count == 0) return [];
        var messages = (await connection.QueryAsync<(long Relink, long Side, long Message)>(new CommandDefinition(
            $"{MessagesSql} {dialect.In("m.relink", "ids")} order by m.relink, m.position", new { ids = dialect.List(rows.Select(row => row.Id)) }, cancellationToken: cancel))).ToLookup(row => row.Relink);
        return [.. rows.Select(row => row.ToRelink(messages[row.Id]))];
    }

    private sealed record Row
    {
        public long Id { get; init; }
        public long Project { get; init; }
        public long Kind { get; init; }
        public long At { get; init; }
        public long? Actor { get; init; }
        public string SaidBy { get; init; } = "";
        public string Reason { get; init; } = "";

        public StoredRelink ToRelink(IEnumerable<(long Relink, long Side, long Message)> messages) => new()
        {
            Id = Id, Project = Project, Kind = (RelinkKind)Kind, At = Micros.ToTime(At), Actor = Actor, By = SaidBy, Reason = Reason,
            Messages = [.. messages.Where(row => row.Side == 0).Select(row => row.Message)], SplitOff = [.. messages.Where(row => row.Side == 1).Select(row => row.Message)],
        };
    }
}
