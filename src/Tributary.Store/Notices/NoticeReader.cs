using Dapper;
using Tributary.Mail;
using Tributary.Workflow;

namespace Tributary.Store;

/// <summary>Reads what letters about series say, inside the transaction of their cause.</summary>
public sealed class NoticeReader(WriteTransaction write)
{
    // A ledger of moves is short; a circle in it must not hang the program.
    private const int MostMoves = 100;

    private const string SeriesSql = """
        select s.id, s.project, s.name, s.pull_request as PullRequest, s.state, a.name as SubmitterName, a.address, coalesce(s.cover, s.head) as head
        from series s join people a on a.id = s.submitter where s.id = @id
        """;

    private const string PatchesSql = """
        select sp.message, coalesce(p.name, sp.name) as name from series_patches sp left join patches p on p.message = sp.message and p.project = @project
        where sp.series = @id order by sp.number, sp.message
        """;

    /// <summary>The series of a number, merged into another or not, or null.</summary>
    public async Task<NoticeSeries?> FindAsync(SeriesId id, CancellationToken cancel)
    {
        var at = id.Value;
        for (var moves = 0; moves < MostMoves; moves++)
        {
            if (await write.Connection.QueryFirstOrDefaultAsync<Row>(new CommandDefinition(SeriesSql, new { id = at }, cancellationToken: cancel)) is { } row) return await ReadAsync(row, cancel);
            if (await write.Connection.ExecuteScalarAsync<long?>(new CommandDefinition("select moved_to from series_moves where id = @id", new { id = at }, cancellationToken: cancel)) is not { } moved) return null;
            at = moved;
        }

        return null;
    }

    private async Task<NoticeSeries> ReadAsync(Row row, CancellationToken cancel)
    {
        var patches = await write.Connection.QueryAsync<(long Message, string Name)>(new CommandDefinition(PatchesSql, new { id = row.Id, project = row.Project }, cancellationToken: cancel));
        return new()
        {
            Id = new(row.Id), Project = row.Project, Name = row.Name, IsPullRequest = row.PullRequest != 0, State = (PatchState)row.State, Submitter = new(row.SubmitterName, row.Address),
            Head = MessageReader.Read(await new CommandStore(write).GetMailAsync(row.Head, cancel)), Patches = [.. patches],
        };
    }

    private sealed record Row
    {
        public long Id { get; init; }
        public long Project { get; init; }
        public string Name { get; init; } = "";
        public long PullRequest { get; init; }
        public long State { get; init; }
        public string SubmitterName { get; init; } = "";
        public string Address { get; init; } = "";
        public long Head { get; init; }
    }
}
