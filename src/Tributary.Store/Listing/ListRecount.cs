using Dapper;
using Tributary.Workflow;

namespace Tributary.Store;

/// <summary>Counts all rows of the API's lists anew, in place of what was kept.</summary>
public sealed class ListRecount(WriteTransaction write)
{
    private const int RowsEach = 20_000;

    private const string PatchesSql = """
        select id, project, sent_at as SentAt, submitter, state, archived, delegate from patches where id > @after order by id limit @limit
        """;

    private const string CoversSql = "select id, project, sent_at as SentAt, submitter from covers where id > @after order by id limit @limit";
    private const string SeriesSql = "select id, project, sent_at as SentAt, submitter from series where id > @after order by id limit @limit";
    private const string EventsSql = "select id, project, category as State from events where id > @after order by id limit @limit";

    /// <summary>Does it, in the transaction.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        await new ListCounts(write).ClearAsync(cancel);
        await CountAsync(PatchesSql, (counts, row) => counts.Add(row.Project, row.ToPlace(), row.ToFacets()), cancel);
        await CountAsync(CoversSql, (counts, row) => counts.Add(row.Project, CountedList.Covers, row.ToPlace(), row.Submitter), cancel);
        await CountAsync(SeriesSql, (counts, row) => counts.Add(row.Project, CountedList.Series, row.ToPlace(), row.Submitter), cancel);
        await CountAsync(EventsSql, (counts, row) => counts.Add(row.Project, row.Id, (EventCategory)row.State), cancel);
    }

    private async Task CountAsync(string sql, Action<ListCounts, Row> count, CancellationToken cancel)
    {
        for (long after = long.MinValue, read = RowsEach; read == RowsEach;)
        {
            var counts = new ListCounts(write);
            var rows = (await write.Connection.QueryAsync<Row>(new CommandDefinition(sql, new { after, limit = (long)RowsEach }, cancellationToken: cancel))).AsList();
            foreach (var row in rows) count(counts, row);
            await counts.SaveAsync(cancel);
            read = rows.Count;
            if (read > 0) after = rows[^1].Id;
        }
    }

    private sealed class Row
    {
        public long Id { get; init; }
        public long Project { get; init; }
        public long SentAt { get; init; }
        public long Submitter { get; init; }
        public long State { get; init; }
        public long Archived { get; init; }
        public string? Delegate { get; init; }

        public (long Id, long Date) ToPlace() => (Id, SentAt);

        public PatchFacets ToFacets() => new((PatchState)State, Archived != 0, Submitter, Delegate);
    }
}
