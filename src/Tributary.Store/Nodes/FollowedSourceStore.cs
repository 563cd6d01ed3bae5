using Dapper;

namespace Tributary.Store;

/// <summary>The sources that are read again and again, and how their last rounds went.</summary>
public sealed class FollowedSourceStore(Database database)
{
    private const string FollowSql = """
        insert into followed_sources (project, profile, kind, location, list_id, every) values (@project, @profile, @kind, @location, @listId, @every)
        on conflict (project, location) do update set profile = excluded.profile, kind = excluded.kind, list_id = excluded.list_id, every = excluded.every
        """;

    private const string NoteSql = """
        update followed_sources set read_at = @at, read_by = @by, added = @added, fault = @fault where project = @project and location = @location
        """;

    private const string ForgetSql = "delete from followed_sources where location = @location and (project = @project or @project is null)";

    private const string ListSql = """
        select project, profile, kind, location, list_id as listId, every, read_at as readAt, read_by as readBy, added, fault
        from followed_sources order by project, location limit 10000
        """;

    /// <summary>Puts a source on the list, or changes how it is read.</summary>
    public Task FollowAsync(FollowedSource source, CancellationToken cancel) => ExecuteAsync(
        FollowSql,
        new { project = source.Project, profile = source.Profile, kind = source.Kind, location = Dialect.Clean(source.Location), listId = source.ListId, every = (long)source.Every.TotalMicroseconds },
        cancel);

    /// <summary>Notes how a round went. Nothing happens when the source is not on the list.</summary>
    public Task NoteAsync(FollowedSource source, CancellationToken cancel) => ExecuteAsync(
        NoteSql,
        new
        {
            project = source.Project, location = Dialect.Clean(source.Location), at = source.ReadAt is { } at ? Micros.From(at) : (long?)null, by = source.ReadBy, added = source.Added,
            fault = Dialect.Clean(source.Fault),
        },
        cancel);

    /// <summary>Takes a source off the list.</summary>
    /// <param name="project">The project's link name, or null for every one.</param>
    /// <param name="location">Its full path or URL.</param>
    /// <param name="cancel">Ends it early.</param>
    /// <returns>False when it was not on it.</returns>
    public async Task<bool> ForgetAsync(string? project, string location, CancellationToken cancel) =>
        await ExecuteAsync(ForgetSql, new { project, location = Dialect.Clean(location) }, cancel) > 0;

    /// <summary>The list, by project and location.</summary>
    public async Task<IReadOnlyList<FollowedSource>> ListAsync(CancellationToken cancel)
    {
        await using var connection = await database.OpenReadAsync(cancel);
        return [.. (await connection.QueryAsync<Row>(new CommandDefinition(ListSql, cancellationToken: cancel))).Select(static row => row.ToSource())];
    }

    /// <summary>A source on the list, or null.</summary>
    public async Task<FollowedSource?> FindAsync(string project, string location, CancellationToken cancel) =>
        (await ListAsync(cancel)).FirstOrDefault(source => source.Project == project && source.Location == location);

    private async Task<int> ExecuteAsync(string sql, object values, CancellationToken cancel)
    {
        await using var write = await database.Writer.BeginAsync(WritePriority.Interactive, cancel);
        var changed = await write.Connection.ExecuteAsync(new CommandDefinition(sql, values, cancellationToken: cancel));
        await write.CommitAsideAsync(cancel);
        return changed;
    }

    private sealed record Row
    {
        public string Project { get; init; } = "";
        public string Profile { get; init; } = "";
        public string Kind { get; init; } = "";
        public string Location { get; init; } = "";
        public string? ListId { get; init; }
        public long Every { get; init; }
        public long? ReadAt { get; init; }
        public string? ReadBy { get; init; }
        public long Added { get; init; }
        public string Fault { get; init; } = "";

        public FollowedSource ToSource() => new()
        {
            Project = Project, Profile = Profile, Kind = Kind, Location = Location, ListId = ListId, Every = TimeSpan.FromMicroseconds(Every),
            ReadAt = ReadAt is { } at ? Micros.ToTime(at) : null, ReadBy = ReadBy, Added = Added, Fault = Fault,
        };
    }
}
