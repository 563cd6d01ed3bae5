using System.Data.Common;
using Dapper;

namespace Tributary.Store;

/// <summary>Reads what somebody changed.</summary>
internal static class ChangeRows
{
    private const string FindSql = "select id, project, actor, at, words, kept, undone_by as undoneBy from changes where id = @id";
    private const string PartsSql = "select series, aspect, before, after from change_parts where change = @id order by position";

    /// <summary>A change with its parts, or null.</summary>
    public static async Task<StoredChange?> FindAsync(DbConnection connection, long id, string rest, CancellationToken cancel)
    {
        if (await connection.QueryFirstOrDefaultAsync<Row>(new CommandDefinition(FindSql + rest, new { id }, cancellationToken: cancel)) is not { } row) return null;
        var parts = await connection.QueryAsync<(long Series, string Aspect, string Before, string After)>(new CommandDefinition(PartsSql, new { id }, cancellationToken: cancel));
        return new()
        {
            Id = row.Id, Project = row.Project, Actor = row.Actor, At = Micros.ToTime(row.At), Words = row.Words,
            Kept = row.Kept.Length == 0 ? [] : [.. row.Kept.Split('\n')], UndoneBy = row.UndoneBy,
            Parts = [.. parts.Select(part => new ChangePart(new(part.Series), part.Aspect, part.Before, part.After))],
        };
    }

    private sealed record Row
    {
        public long Id { get; init; }
        public long Project { get; init; }
        public long Actor { get; init; }
        public long At { get; init; }
        public string Words { get; init; } = "";
        public string Kept { get; init; } = "";
        public long? UndoneBy { get; init; }
    }
}
