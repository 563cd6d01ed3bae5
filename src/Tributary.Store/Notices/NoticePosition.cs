using Dapper;
using Tributary.Workflow;

namespace Tributary.Store;

/// <summary>Which changes of series nobody was written to about yet.</summary>
public sealed class NoticePosition(WriteTransaction write)
{
    private const string FindSql = "select event from notice_position where id = 1";
    private const string MoveSql = "insert into notice_position (id, event) values (1, @to) on conflict (id) do update set event = excluded.event";
    private const string LastSql = "select coalesce(max(id), 0) from events";

    private const string ChangesSql = """
        select e.id, e.project, e.at, e.category, e.door, e.actor, coalesce(e.series, p.series) as series, e.before, e.after
        from events e left join patches p on p.id = e.patch
        where e.id > @from and e.id <= @to and e.category in (@state, @hold) order by e.id
        """;

    /// <summary>The number of the last event that was looked at; null before the first time.</summary>
    public Task<long?> FindAsync(CancellationToken cancel) => write.Connection.ExecuteScalarAsync<long?>(new CommandDefinition(FindSql, cancellationToken: cancel));

    /// <summary>The number of the last event that there is.</summary>
    public Task<long> FindLastAsync(CancellationToken cancel) => write.Connection.ExecuteScalarAsync<long>(new CommandDefinition(LastSql, cancellationToken: cancel));

    /// <summary>Notes how far it is.</summary>
    public Task MoveAsync(long to, CancellationToken cancel) => write.Connection.ExecuteAsync(new CommandDefinition(MoveSql, new { to }, cancellationToken: cancel));

    /// <summary>The changes of states and holds among some events.</summary>
    public async Task<IReadOnlyList<SeriesChange>> ListAsync(long from, long to, CancellationToken cancel)
    {
        var values = new { from, to, state = (long)EventCategory.PatchStateChanged, hold = (long)EventCategory.SeriesHoldChanged };
        return [.. (await write.Connection.QueryAsync<Row>(new CommandDefinition(ChangesSql, values, cancellationToken: cancel))).Where(static row => row.Series is not null).Select(static row => row.ToChange())];
    }

    private sealed record Row
    {
        public long Id { get; init; }
        public long Project { get; init; }
        public long At { get; init; }
        public long Category { get; init; }
        public long Door { get; init; }
        public long? Actor { get; init; }
        public long? Series { get; init; }
        public string? Before { get; init; }
        public string? After { get; init; }

        public SeriesChange ToChange() => new(Id, new(Series!.Value), (EventCategory)Category) { Project = Project, At = At, Door = (Door)Door, Actor = Actor, Before = Before, After = After };
    }
}

/// <summary>A change of a series, or of one of its patches.</summary>
/// <param name="Event">The number of its event.</param>
/// <param name="Series">The series.</param>
/// <param name="Category">State or hold.</param>
public sealed record SeriesChange(long Event, SeriesId Series, EventCategory Category)
{
    /// <summary>The project's number.</summary>
    public required long Project { get; init; }

    /// <summary>When, as it is kept: what was done at one go has the same.</summary>
    public required long At { get; init; }

    /// <summary>Through what.</summary>
    public required Door Door { get; init; }

    /// <summary>The user's number, or null.</summary>
    public long? Actor { get; init; }

    /// <summary>How it was.</summary>
    public string? Before { get; init; }

    /// <summary>How it is.</summary>
    public string? After { get; init; }
}
