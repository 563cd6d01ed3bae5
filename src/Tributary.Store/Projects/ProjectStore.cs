using Dapper;

namespace Tributary.Store;

/// <summary>The projects and the sources that their mail comes from.</summary>
public sealed class ProjectStore(Database database)
{
    private const string FindSql = "select id from projects where name = @name";
    private const string AddSql = "insert into projects (id, name, profile) values (@id, @name, @profile)";
    private const string FindSourceSql = "select id, position, read_through as readThrough from sources where project = @project and location = @location";
    private const string AddSourceSql = "insert into sources (id, project, kind, location, position) values (@id, @project, @kind, @location, '')";

    /// <summary>The id of a project by its link name; it is made when it is not there.</summary>
    /// <param name="name">The link name, e.g. <c>netdevbpf</c>.</param>
    /// <param name="profile">The name of its profile, e.g. <c>bpf</c>.</param>
    /// <param name="cancel">Ends it early.</param>
    public async Task<long> FindOrAddAsync(string name, string profile, CancellationToken cancel)
    {
        await using var write = await database.Writer.BeginAsync(WritePriority.Interactive, cancel);
        var found = await write.Connection.ExecuteScalarAsync<long?>(new CommandDefinition(FindSql, new { name }, cancellationToken: cancel));
        if (found is { } there) return there;
        // Another process may be making it: who comes second finds it.
        await write.LockDerivedAsync(cancel);
        if (await write.Connection.ExecuteScalarAsync<long?>(new CommandDefinition(FindSql, new { name }, cancellationToken: cancel)) is { } made) return made;
        var id = await IdLedger.TakeAsync(write, "projects", 1, cancel);
        await write.Connection.ExecuteAsync(new CommandDefinition(AddSql, new { id, name, profile }, cancellationToken: cancel));
        await write.CommitAsync(cancel);
        return id;
    }

    /// <summary>A source of a project, with the place up to which it was read; it is made when it is not there.</summary>
    /// <param name="project">The project's id.</param>
    /// <param name="kind"><c>mbox</c>, <c>maildir</c>, <c>public-inbox</c>.</param>
    /// <param name="location">Its full path or URL.</param>
    /// <param name="cancel">Ends it early.</param>
    public async Task<StoredSource> FindOrAddSourceAsync(long project, string kind, string location, CancellationToken cancel)
    {
        await using var write = await database.Writer.BeginAsync(WritePriority.Interactive, cancel);
        var find = new CommandDefinition(FindSourceSql, new { project, location }, cancellationToken: cancel);
        if (await write.Connection.QuerySingleOrDefaultAsync<StoredSource>(find) is { } there) return there;
        await write.LockDerivedAsync(cancel);
        if (await write.Connection.QuerySingleOrDefaultAsync<StoredSource>(find) is { } made) return made;
        var id = await IdLedger.TakeAsync(write, "sources", 1, cancel);
        await write.Connection.ExecuteAsync(new CommandDefinition(AddSourceSql, new { id, project, kind, location }, cancellationToken: cancel));
        await write.CommitAsync(cancel);
        return new(id, "", ReadThrough: 0);
    }

    /// <summary>Notes that a source was read to its end: what it brings later is live.</summary>
    public async Task NoteReadThroughAsync(long source, CancellationToken cancel)
    {
        await using var write = await database.Writer.BeginAsync(WritePriority.Interactive, cancel);
        await write.Connection.ExecuteAsync(new CommandDefinition("update sources set read_through = 1 where id = @source", new { source }, cancellationToken: cancel));
        await write.CommitAsideAsync(cancel);
    }
}

/// <summary>A source of mail.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Position">Up to where it was read, JSON as its reader wrote it; empty at first.</param>
/// <param name="ReadThrough">1: it was read to its end once.</param>
public sealed record StoredSource(long Id, string Position, long ReadThrough)
{
    /// <summary>True once it was read to its end.</summary>
    public bool IsReadThrough => ReadThrough != 0;
}
