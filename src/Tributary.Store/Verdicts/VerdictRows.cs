using System.Data.Common;
using Dapper;

namespace Tributary.Store;

/// <summary>Reads rows of verdicts, inside or outside of a transaction.</summary>
internal static class VerdictRows
{
    private const string FindSql = "select series, project, mark, at, encoding, findings from verdicts where series = @series";

    /// <summary>The verdict on a series, or null.</summary>
    public static async Task<StoredVerdict?> FindAsync(DbConnection connection, SeriesId series, CancellationToken cancel) =>
        (await connection.QueryFirstOrDefaultAsync<Row>(new CommandDefinition(FindSql, new { series = series.Value }, cancellationToken: cancel)))?.ToVerdict();

    private sealed class Row
    {
        public long Series { get; init; }
        public long Project { get; init; }
        public string Mark { get; init; } = "";
        public long At { get; init; }
        public long Encoding { get; init; }
        public byte[] Findings { get; init; } = [];

        public StoredVerdict ToVerdict() => new()
        {
            Series = new(Series), Project = Project, Mark = Mark, At = Micros.ToTime(At), Findings = FindingPacking.Unpack(new(Encoding, Findings)),
        };
    }
}
