using System.Collections.Immutable;
using Dapper;
using Tributary.Workflow;

namespace Tributary.Store;

/// <summary>What is kept of the merge window: mainline's tags, and the series that were put on hold for it.</summary>
public sealed class WindowStore(Database database)
{
    private const string TagsSql = "select name, at from kernel_tags where family = @family order by at, name limit 10000";
    private const string PutTagSql = "insert into kernel_tags (family, name, at) values (@family, @name, @at) on conflict (family, name) do update set at = excluded.at";

    // By activity, which no series has before it is sent.
    private const string ArrivedSql = """
        select id from series where project = @project and tree = @tree and active_at >= @since and sent_at >= @since and hold is null and pull_request = 0 and lower(name) not like '%rfc%]%'
        and state + 0 in ({states}) and not exists (select 1 from window_holds w where w.project = series.project and w.series = series.id and w.release = @release)
        order by active_at, id limit @limit
        """;

    private const string HeldSql = """
        select w.series, s.name, s.tree, w.release, w.reason, w.at, w.freed_at as FreedAt, h.message_id as Head, p.name as SubmitterName, p.address as SubmitterAddress, s.hold, s.state
        from window_holds w join series s on s.id = coalesce((select moved_to from series_moves m where m.id = w.series), w.series) join messages h on h.id = s.head join people p on p.id = s.submitter
        where w.project = @project and (@release is null or w.release = @release) and (@isOpen = 0 or w.freed_at is null) order by w.at desc, w.series desc limit @limit
        """;

    private const string HoldSql = "insert into window_holds (project, series, release, reason, at) values (@project, @series, @release, @reason, @at) on conflict (project, series, release) do nothing";
    private const string FreeSql = "update window_holds set freed_at = @at where project = @project and series = @series and release = @release";

    /// <summary>The tags that are known of a family's mainline.</summary>
    public async Task<ImmutableArray<KernelTag>> ListTagsAsync(string family, CancellationToken cancel)
    {
        await using var connection = await database.OpenReadAsync(cancel);
        var rows = await connection.QueryAsync<(string Name, long At)>(new CommandDefinition(TagsSql, new { family }, cancellationToken: cancel));
        var tags = ImmutableArray.CreateBuilder<KernelTag>();
        foreach (var (name, at) in rows)
        {
            if (KernelTag.TryParse(name, Micros.ToTime(at), out var tag)) tags.Add(tag!);
        }

        return tags.ToImmutable();
    }

    /// <summary>Keeps tags that were read; those that are known with the same time are not written.</summary>
    /// <returns>How many were new.</returns>
    public async Task<int> KeepTagsAsync(string family, IReadOnlyCollection<KernelTag> tags, CancellationToken cancel)
    {
        var known = (await ListTagsAsync(family, cancel)).ToHashSet();
        var fresh = tags.Where(tag => !known.Contains(tag)).ToList();
        if (fresh.Count == 0) return 0;
        await using var write = await database.Writer.BeginAsync(WritePriority.Interactive, cancel);
        await write.Connection.ExecuteAsync(new CommandDefinition(PutTagSql, fresh.Select(tag => new { family, name = tag.Name, at = Micros.From(tag.At) }).ToArray(), cancellationToken: cancel));
        await write.CommitAsync(cancel);
        return fresh.Count;
    }

    /// <summary>Series for a tree that came since the window opened, wait for a maintainer, are no RFC, and were not put on hold for it yet; the oldest first.</summary>
    public async Task<IReadOnlyList<SeriesId>> ListArrivedAsync((long Project, string Tree) where, DateTimeOffset since, string release, int limit, CancellationToken cancel)
    {
        await using var connection = await database.OpenReadAsync(cancel);
        var states = string.Join(", ", PatchStates.All.Where(state => state.IsWaiting).Select(state => ((int)state).ToString(System.Globalization.CultureInfo.InvariantCulture)));
        var values = new { project = where.Project, tree = where.Tree, since = Micros.From(since), release, limit = (long)limit };
        return [.. (await connection.QueryAsync<long>(new CommandDefinition(ArrivedSql.Replace("{states}", states, StringComparison.Ordinal), values, cancellationToken: cancel))).Select(id => new SeriesId(id))];
    }

    /// <summary>The series that were put on hold, newest first.</summary>
    /// <param name="project">The project.</param>
    /// <param name="release">Whose window; null: any.</param>
    /// <param name="isHeld">Only those that were not freed.</param>
    /// <param name="limit">At most.</param>
    /// <param name="cancel">Ends it early.</param>
    public async Task<IReadOnlyList<WindowHold>> ListHeldAsync(long project, string? release, bool isHeld, int limit, CancellationToken cancel)
    {
        await using var connection = await database.OpenReadAsync(cancel);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(HeldSql, new { project, release, isOpen = isHeld ? 1L : 0, limit = (long)limit }, cancellationToken: cancel));
        return [.. rows.Select(row => row.ToHold())];
    }

    /// <summary>Notes that a series is put on hold, in the transaction that does so.</summary>
    /// <returns>False when it was noted before.</returns>
    public static async Task<bool> HoldAsync(WriteTransaction write, long project, SeriesId series, (string Release, string Reason, DateTimeOffset At) hold, CancellationToken cancel) =>
        await write.Connection.ExecuteAsync(new CommandDefinition(
            HoldSql, new { project, series = series.Value, release = hold.Release, reason = Dialect.Clean(hold.Reason), at = Micros.From(hold.At) }, cancellationToken: cancel)) > 0;

    /// <summary>Notes that the window of a hold has closed.</summary>
    public static Task FreeAsync(WriteTransaction write, long project, WindowHold hold, DateTimeOffset at, CancellationToken cancel) =>
        write.Connection.ExecuteAsync(new CommandDefinition(FreeSql, new { project, series = hold.Given.Value, release = hold.Release, at = Micros.From(at) }, cancellationToken: cancel));

    private sealed class Row
    {
        public long Series { get; init; }
        public string Name { get; init; } = "";
        public string? Tree { get; init; }
        public string Release { get; init; } = "";
        public string Reason { get; init; } = "";
        public long At { get; init; }
        public long? FreedAt { get; init; }
        public string Head { get; init; } = "";
        public string SubmitterName { get; init; } = "";
        public string SubmitterAddress { get; init; } = "";
        public string? Hold { get; init; }
        public long State { get; init; }

        public WindowHold ToHold() => new(
            new(Series), Name, Tree, Release, Reason, Micros.ToTime(At), FreedAt is { } freed ? Micros.ToTime(freed) : null, new(Head), new(SubmitterName, SubmitterAddress), Hold is not null, (PatchState)State);
    }
}

/// <summary>A series that was put on hold for a window.</summary>
/// <param name="Given">The number that it had then.</param>
/// <param name="Name">Its name.</param>
/// <param name="Tree">Its tree, or null.</param>
/// <param name="Release">Whose window, e.g. <c>v6.13</c>.</param>
/// <param name="Reason">The reason that was written.</param>
/// <param name="At">When.</param>
/// <param name="FreedAt">When the window had closed; null while it is held.</param>
/// <param name="Head">Its head.</param>
/// <param name="Submitter">Who sent it.</param>
/// <param name="IsOnHold">It is on hold, for this or another reason.</param>
/// <param name="State">Its state.</param>
public sealed record WindowHold(
    SeriesId Given, string Name, string? Tree, string Release, string Reason, DateTimeOffset At, DateTimeOffset? FreedAt, Mail.MessageId Head, Mail.Mailbox Submitter, bool IsOnHold, PatchState State);
