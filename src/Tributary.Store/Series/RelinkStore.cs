using Dapper;
using Tributary.Patches;

namespace Tributary.Store;

/// <summary>Writes what persons say of series and versions. A line is never changed; it can be ended.</summary>
public sealed class RelinkStore(WriteTransaction write)
{
    private const string AddSql = """
        insert into relinks (id, project, kind, at, actor, said_by, reason) values (@id, @project, @kind, @at, @actor, @by, @reason)
        """;

    private const string EndSql = "update relinks set ended_at = @at, ended_by = @by where id = @id";

    private static readonly RowTarget Rows = new("relink_messages", "relink:n position:n side:n message:n");

    /// <summary>Adds a line.</summary>
    /// <returns>Its number.</returns>
    public async Task<long> AddAsync(StoredRelink relink, CancellationToken cancel)
    {
        var id = await IdLedger.TakeAsync(write, "relinks", 1, cancel);
        var row = new
        {
            id, project = relink.Project, kind = (long)relink.Kind, at = Micros.From(relink.At), actor = relink.Actor, by = Dialect.Clean(relink.By), reason = Dialect.Clean(relink.Reason),
        };
        await write.Connection.ExecuteAsync(new CommandDefinition(AddSql, row, cancellationToken: cancel));
        var rows = write.Write(Rows);
        var position = 0L;
        foreach (var message in relink.Messages) rows.Add(id).Add(position++).Add(0L).Add(message).EndRow();
        foreach (var message in relink.SplitOff) rows.Add(id).Add(position++).Add(1L).Add(message).EndRow();
        await rows.FlushAsync(cancel);
        return id;
    }

    /// <summary>A line that holds, or null.</summary>
    public async Task<StoredRelink?> FindAsync(long id, CancellationToken cancel) =>
        await RelinkRows.ListAsync(write.Connection, write.Dialect, ("r.id = @id", new { id }), cancel) is [var found] ? found : null;

    /// <summary>Ends a line: it counts no longer.</summary>
    public Task EndAsync(long id, string by, DateTimeOffset at, CancellationToken cancel) =>
        write.Connection.ExecuteAsync(new CommandDefinition(EndSql, new { id, by = Dialect.Clean(by), at = Micros.From(at) }, cancellationToken: cancel));
}
