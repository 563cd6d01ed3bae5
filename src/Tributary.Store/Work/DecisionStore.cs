using System.Collections.Immutable;
using Dapper;
using Tributary.Workflow;

namespace Tributary.Store;

/// <summary>Reads and writes the ledgers of decisions: on series (<c>series_ids</c>) and where patches deviate (<c>patch_decisions</c>). What follows from them is computed by others.</summary>
public sealed class DecisionStore(WriteTransaction write, long project)
{
    private const string OwnSql = """
        select decided, decided_over as decidedOver, delegate, archived, hold, tree from series_ids
        where id = @id or id in (select id from series_moves where moved_to = @id) order by id
        """;

    private const string PatchesSql = """
        select p.id, p.message, d.decided, d.decided_over as decidedOver, d.delegate, d.archived, d.commit_ref as commitRef, d.pull_url as pullUrl
        from patches p left join patch_decisions d on d.project = p.project and d.message = p.message where p.series = @id order by p.id
        """;

    private const string SaveOwnSql = """
        update series_ids set decided = @decided, decided_over = @decidedOver,
            decided_at = case when coalesce(decided, -1) = coalesce(@decided, -1) then decided_at when @decided is null then null else @at end, delegate = @delegate, archived = @archived, hold = @hold, tree = @tree where id = @id
        """;

    private const string EmptySql = """
        delete from patch_decisions where project = @project and decided is null and delegate is null and archived is null and commit_ref is null
            and pull_url is null and
        """;

    private static readonly RowTarget PatchRows = new(
        "patch_decisions", "project:n message:n decided:n decided_over:n delegate:t archived:n commit_ref:t pull_url:t",
        """
        on conflict (project, message) do update set decided = excluded.decided, decided_over = excluded.decided_over, delegate = excluded.delegate,
        archived = excluded.archived, commit_ref = excluded.commit_ref, pull_url = excluded.pull_url
        """);

    /// <summary>When it is decided, for the feedback clock.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>What was decided on a series and its patches.</summary>
    public async Task<SeriesDecisions> LoadAsync(SeriesId series, CancellationToken cancel)
    {
        // The oldest number's word counts first, those of series that were merged into it after it.
        var own = (await ListAsync(OwnSql, series, cancel)).ToList();
        var patches = (await ListAsync(PatchesSql, series, cancel)).ToList();
        return new(
            new(own.Select(row => row.ToState()).FirstOrDefault(state => state is not null), Sheet(patches, row => row.ToState())),
            new(own.Select(row => row.ToDelegate()).FirstOrDefault(name => name is not null), Sheet(patches, row => row.ToDelegate())),
            new(own.Select(row => row.ToArchived()).FirstOrDefault(flag => flag is not null), Sheet(patches, row => row.ToArchived())),
            own.Select(row => row.Hold).FirstOrDefault(hold => hold is not null),
            patches.ToImmutableSortedDictionary(row => row.Id, row => new PatchNotes(row.CommitRef, row.PullUrl)))
        {
            Tree = own.Select(row => row.Tree).FirstOrDefault(tree => tree is not null),
        };
    }

    /// <summary>Writes what was decided on a series and its patches.</summary>
    /// <param name="series">The series.</param>
    /// <param name="decisions">The decisions.</param>
    /// <param name="cancel">Ends it early.</param>
    public async Task SaveAsync(SeriesAtWork series, SeriesDecisions decisions, CancellationToken cancel)
    {
        var own = new
        {
            id = series.Id.Value, decided = (long?)decisions.State.Own?.State, decidedOver = decisions.State.Own?.Over, at = At is { } time ? Micros.From(time) : (long?)null, @delegate = decisions.Delegate.Own?.Name,
            archived = ToNumber(decisions.Archived.Own), hold = decisions.Hold, tree = decisions.Tree,
        };
        await write.Connection.ExecuteAsync(new CommandDefinition(SaveOwnSql, own, cancellationToken: cancel));
        var rows = write.Write(PatchRows);
        foreach (var patch in series.Patches)
        {
            var (state, notes) = (decisions.State.Patches[patch.Id], decisions.Notes[patch.Id]);
            rows.Add(project).Add(patch.Message).Add((long?)state?.State).Add(state?.Over).AddText(decisions.Delegate.Patches[patch.Id]?.Name)
                .Add(ToNumber(decisions.Archived.Patches[patch.Id])).AddText(notes.CommitRef).AddText(notes.PullUrl).EndRow();
        }

        await rows.FlushAsync(cancel);
        await write.Connection.ExecuteAsync(new CommandDefinition(
            $"{EmptySql} {write.Dialect.In("message", "messages")}", new { project, messages = write.Dialect.List(series.Patches.Select(patch => patch.Message)) }, cancellationToken: cancel));
    }

    private static ImmutableSortedDictionary<long, T?> Sheet<T>(IEnumerable<Row> patches, Func<Row, T?> read)
        where T : struct => patches.ToImmutableSortedDictionary(row => row.Id, read);

    private static long? ToNumber(bool? flag) => flag is { } said ? said ? 1 : 0 : null;

    private Task<IEnumerable<Row>> ListAsync(string sql, SeriesId series, CancellationToken cancel) =>
        write.Connection.QueryAsync<Row>(new CommandDefinition(sql, new { id = series.Value }, cancellationToken: cancel));

    private sealed record Row
    {
        public long Id { get; init; }
        public long Message { get; init; }
        public long? Decided { get; init; }
        public long? DecidedOver { get; init; }
        public string? Delegate { get; init; }
        public long? Archived { get; init; }
        public string? Hold { get; init; }
        public string? Tree { get; init; }
        public string? CommitRef { get; init; }
        public string? PullUrl { get; init; }

        public DecidedState? ToState() => Decided is { } state ? new((PatchState)state, DecidedOver) : null;

        public GivenTo? ToDelegate() => Delegate is null ? null : new(Delegate);

        public bool? ToArchived() => Archived is { } flag ? flag != 0 : null;
    }
}
