using Dapper;
using Tributary.Workflow;

namespace Tributary.Store;

/// <summary>Counts all rows of the API's lists anew, packs their columns and parts their names, in place of what was kept.</summary>
public sealed class ListRecount(WriteTransaction write)
{
    private const int RowsEach = 20_000;

    private const string PatchesSql = """
        select id, project, sent_at as SentAt, submitter, state, archived, checks, delegate from patches where id > @after order by id limit @limit
        """;

    private const string CoversSql = "select id, project, sent_at as SentAt, submitter, name from covers where id > @after order by id limit @limit";
    private const string SeriesSql = "select id, project, sent_at as SentAt, submitter, name from series where id > @after order by id limit @limit";
    private const string EventsSql = "select id, project, category as State, coalesce(actor, 0) as Submitter from events where id > @after order by id limit @limit";

    /// <summary>Does it, in the transaction.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        await new ListCounts(write).ClearAsync(cancel);
        await new ColumnStore(write).ClearAsync(cancel);
        await CountAsync(PatchesSql, CountedList.Patches, (counts, row) => counts.Add(row.Project, row.ToPlace(), row.ToFacets()), cancel);
        await new NamePlaces(write).MakeAsync(cancel);
        await CountAsync(CoversSql, CountedList.Covers, (counts, row) => counts.Add(row.Project, CountedList.Covers, row.ToPlace(), row.Submitter), cancel);
        await CountAsync(SeriesSql, CountedList.Series, (counts, row) => counts.Add(row.Project, CountedList.Series, row.ToPlace(), row.Submitter), cancel);
        await CountAsync(
            EventsSql, CountedList.Events, (counts, row) => counts.Add(row.Project, row.Id, (EventCategory)row.State, row.Submitter == 0 ? null : row.Submitter), cancel);
    }

    private async Task CountAsync(string sql, CountedList list, Action<ListCounts, Row> count, CancellationToken cancel)
    {
        for (long after = long.MinValue, read = RowsEach; read == RowsEach;)
        {
            var (counts, columns) = (new ListCounts(write), new ColumnStore(write));
            var rows = (await write.Connection.QueryAsync<Row>(new CommandDefinition(sql, new { after, limit = (long)RowsEach }, cancellationToken: cancel))).AsList();
            foreach (var row in rows)
            {
                count(counts, row);
                if (list is not CountedList.Events) columns.Add(list, row.Project, row.ToColumns());
            }

            await counts.SaveAsync(cancel);
            await columns.SaveAsync(cancel);
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
        public long Checks { get; init; }
        public string? Delegate { get; init; }
        public string? Name { get; init; }

        public (long Id, long Date) ToPlace() => (Id, SentAt);

        public ColumnRow ToColumns() => new(Id, SentAt, Submitter) { State = State, Archived = Archived, Checks = Checks, Delegate = ColumnRow.NumberOf(Delegate), Name = Name };

        public PatchFacets ToFacets() => new((PatchState)State, Archived != 0, Submitter, Delegate);
    }
}
