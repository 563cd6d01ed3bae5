using Dapper;
using Tributary.Workflow;

namespace Tributary.Store;

/// <summary>Reads what a change is judged by, inside the transaction that makes the change.</summary>
public sealed class WorkReader(WriteTransaction write)
{
    // A ledger of moves is short; a circle in it must not hang the program.
    private const int MostMoves = 100;

    // A user who set a state more often than that in a row took it from himself.
    private const int MostTurns = 100;

    private const string PatchSql = """
        select p.id, p.message, p.project, p.series, a.address as submitter, p.state, p.delegate, p.archived, p.commit_ref as commitRef, p.pull_url as pullUrl,
            r.relation
        from patches p join people a on a.id = p.submitter left join patch_relations r on r.patch = p.id
        where
        """;

    private const string SeriesSql = """
        select s.id, s.project, s.head, s.superseded_by as later, (select max(l.series) from series_links l where l.earlier = s.id) as linked,
            a.address as submitter, s.state, s.delegate, s.hold, s.name, s.version, s.sent_at as sentAt
        from series s join people a on a.id = s.submitter where s.id = @id
        """;

    private const string MoveSql = "select moved_to from series_moves where id = @id";

    private const string TurnsSql = """
        select actor, before from events where patch = @patch and category = @category order by at desc, id desc limit @limit
        """;

    // What a mail of his changed has the time of the mail's command.
    private const string MailTurnsSql = """
        select e.before, (select count(*) from commands c join events k on k.id = c.event
            where c.series = @series and c.sender = @sender and c.outcome = 0 and k.at = e.at) as mine
        from events e where e.patch = @patch and e.category = @category order by e.at desc, e.id desc limit @limit
        """;

    private const string LastChangeSql = """
        select u.username, e.before, e.after from events e left join users u on u.id = e.actor
        where e.patch = @patch and e.category not in (@check, @comment) and (e.before is not null or e.after is not null) order by e.id desc limit 1
        """;

    private const string ChangerSql = """
        select u.username from events e join users u on u.id = e.actor
        where (e.series = @series or {patches}) and e.at >= @at and e.actor <> @actor order by e.id desc limit 1
        """;

    /// <summary>The patch of a number, or null.</summary>
    public async Task<PatchAtWork?> FindPatchAsync(long id, CancellationToken cancel) =>
        (await ListAsync<PatchRow>($"{PatchSql} p.id = @id", new { id }, cancel)).FirstOrDefault()?.ToPatch();

    /// <summary>The patches of these numbers, ascending; those that there are.</summary>
    public async Task<IReadOnlyList<PatchAtWork>> ListPatchesAsync(IReadOnlyCollection<long> ids, CancellationToken cancel)
    {
        var sql = $"{PatchSql} {write.Dialect.In("p.id", "ids")} order by p.id";
        return [.. (await ListAsync<PatchRow>(sql, new { ids = write.Dialect.List(ids) }, cancel)).Select(row => row.ToPatch())];
    }

    /// <summary>The patches of a group of related ones, ascending.</summary>
    public async Task<IReadOnlyList<PatchAtWork>> ListRelatedAsync(long relation, CancellationToken cancel) =>
        [.. (await ListAsync<PatchRow>($"{PatchSql} r.relation = @relation order by p.id", new { relation }, cancel)).Select(row => row.ToPatch())];

    /// <summary>The series of a number, merged into another or not, or null.</summary>
    public async Task<SeriesAtWork?> FindSeriesAsync(SeriesId id, CancellationToken cancel)
    {
        var at = id.Value;
        for (var moves = 0; moves < MostMoves; moves++)
        {
            if ((await ListAsync<SeriesRow>(SeriesSql, new { id = at }, cancel)).FirstOrDefault() is { } row)
            {
                var patches = await ListAsync<PatchRow>($"{PatchSql} p.series = @id order by p.id", new { id = at }, cancel);
                return row.ToSeries(patches.Select(patch => patch.ToPatch()));
            }

            if ((await ListAsync<long?>(MoveSql, new { id = at }, cancel)).FirstOrDefault() is not { } moved) return null;
            at = moved;
        }

        return null;
    }

    /// <summary>Who changed a patch last, and from what to what: the end of a sentence, empty where nobody did.</summary>
    public async Task<string> TellLastChangeAsync(long patch, CancellationToken cancel)
    {
        var rows = await ListAsync<ChangeRow>(LastChangeSql, new { patch, check = (long)EventCategory.CheckCreated, comment = (long)EventCategory.PatchCommentCreated }, cancel);
        return rows.FirstOrDefault() is { } row ? $"; {row.Username ?? "the installation"} changed it last, from {row.Before ?? "nothing"} to {row.After ?? "nothing"}" : "";
    }

    /// <summary>The state that others left a patch in, if it was this user who set its state since; else null.</summary>
    public async Task<PatchState?> FindTakenFromAsync(long patch, long user, CancellationToken cancel)
    {
        var values = new { patch, category = (long)EventCategory.PatchStateChanged, limit = (long)MostTurns };
        var turns = await ListAsync<TurnRow>(TurnsSql, values, cancel);
        var first = turns.TakeWhile(turn => turn.Actor == user).LastOrDefault();
        return first?.Before is { } slug && PatchStates.TryParse(slug, out var state) ? state : null;
    }

    /// <summary>The same of somebody without an account, whose mails set it.</summary>
    /// <param name="patch">The patch.</param>
    /// <param name="sender">His address, lower case.</param>
    /// <param name="cancel">Ends it early.</param>
    public async Task<PatchState?> FindTakenByMailAsync(PatchAtWork patch, string sender, CancellationToken cancel)
    {
        var values = new { patch = patch.Id, series = patch.Series.Value, sender, category = (long)EventCategory.PatchStateChanged, limit = (long)MostTurns };
        var first = (await ListAsync<MailTurnRow>(MailTurnsSql, values, cancel)).TakeWhile(static turn => turn.Mine > 0).LastOrDefault();
        return first?.Before is { } slug && PatchStates.TryParse(slug, out var state) ? state : null;
    }

    /// <summary>The name of the user who changed a series, or a patch of it, last after somebody's change; or null.</summary>
    public async Task<string?> FindChangerAsync(SeriesAtWork series, StoredChange change, CancellationToken cancel) =>
        (await ListAsync<string?>(
            ChangerSql.Replace("{patches}", write.Dialect.In("e.patch", "patches"), StringComparison.Ordinal),
            new { series = series.Id.Value, patches = write.Dialect.List(series.Patches.Select(patch => patch.Id)), at = Micros.From(change.At), actor = change.Actor }, cancel)).FirstOrDefault();

    private async Task<IEnumerable<T>> ListAsync<T>(string sql, object values, CancellationToken cancel) =>
        await write.Connection.QueryAsync<T>(new CommandDefinition(sql, values, cancellationToken: cancel));

    private sealed class ChangeRow
    {
        public string? Username { get; init; }
        public string? Before { get; init; }
        public string? After { get; init; }
    }

    private sealed record TurnRow
    {
        public long? Actor { get; init; }
        public string? Before { get; init; }
    }

    private sealed record MailTurnRow
    {
        public string? Before { get; init; }
        public long Mine { get; init; }
    }

    private sealed record SeriesRow
    {
        public long Id { get; init; }
        public long Project { get; init; }
        public long Head { get; init; }
        public long? Later { get; init; }
        public long? Linked { get; init; }
        public string Submitter { get; init; } = "";
        public long State { get; init; }
        public string? Delegate { get; init; }
        public string? Hold { get; init; }
        public string Name { get; init; } = "";
        public long Version { get; init; }
        public long SentAt { get; init; }

        public SeriesAtWork ToSeries(IEnumerable<PatchAtWork> patches) => new()
        {
            Id = new(Id), Project = Project, Head = Head, Later = Later is { } later ? new SeriesId(later) : null,
            Linked = Linked is { } linked ? new SeriesId(linked) : null, Submitter = Submitter, State = (PatchState)State, Delegate = Delegate, Hold = Hold,
            Name = Name, Version = Version, SentAt = Micros.ToTime(SentAt), Patches = [.. patches],
        };
    }

    private sealed record PatchRow
    {
        public long Id { get; init; }
        public long Message { get; init; }
        public long Project { get; init; }
        public long Series { get; init; }
        public string Submitter { get; init; } = "";
        public long State { get; init; }
        public string? Delegate { get; init; }
        public long Archived { get; init; }
        public string? CommitRef { get; init; }
        public string? PullUrl { get; init; }
        public long? Relation { get; init; }

        public PatchAtWork ToPatch() => new()
        {
            Id = Id, Message = Message, Project = Project, Series = new(Series), Submitter = Submitter,
            State = (PatchState)State, Delegate = Delegate, IsArchived = Archived != 0, CommitRef = CommitRef, PullUrl = PullUrl, Relation = Relation,
        };
    }
}
