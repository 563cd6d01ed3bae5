using System.Collections.Immutable;
using Dapper;

namespace Tributary.Store;

/// <summary>Writes what somebody changed at one go, and what stood before, so that he can undo it.</summary>
public sealed class ChangeStore(WriteTransaction write)
{
    private const string AddSql = "insert into changes (id, project, actor, at, words, kept) values (@id, @project, @actor, @at, @words, @kept)";
    private const string UndoneSql = "update changes set undone_by = @by where id = @id";

    private static readonly RowTarget Parts = new("change_parts", "change:n position:n series:n aspect:t before:t after:t");

    /// <summary>Adds a change.</summary>
    /// <param name="change">The change; its number is given here.</param>
    /// <param name="cancel">Ends it early.</param>
    /// <returns>Its number.</returns>
    public async Task<long> AddAsync(StoredChange change, CancellationToken cancel)
    {
        var id = await IdLedger.TakeAsync(write, "changes", 1, cancel);
        var row = new { id, project = change.Project, actor = change.Actor, at = Micros.From(change.At), words = Dialect.Clean(change.Words), kept = Dialect.Clean(string.Join('\n', change.Kept)) };
        await write.Connection.ExecuteAsync(new CommandDefinition(AddSql, row, cancellationToken: cancel));
        var rows = write.Write(Parts);
        foreach (var (position, part) in change.Parts.Index())
            rows.Add(id).Add(position).Add(part.Series.Value).Add(part.Aspect).Add(part.Before).Add(part.After).EndRow();
        await rows.FlushAsync(cancel);
        return id;
    }

    /// <summary>A change, or null. On PostgreSQL others who would undo it wait until the transaction ends.</summary>
    public Task<StoredChange?> FindAsync(long id, CancellationToken cancel) =>
        ChangeRows.FindAsync(write.Connection, id, write.Dialect.IsPostgres ? " for update" : "", cancel);

    /// <summary>Notes that a change was undone by another.</summary>
    public Task SetUndoneAsync(long id, long by, CancellationToken cancel) =>
        write.Connection.ExecuteAsync(new CommandDefinition(UndoneSql, new { id, by }, cancellationToken: cancel));
}

/// <summary>What somebody changed at one go.</summary>
public sealed record StoredChange
{
    /// <summary>Its number; 0 before it has one.</summary>
    public long Id { get; init; }

    /// <summary>The project's number.</summary>
    public required long Project { get; init; }

    /// <summary>The user's number.</summary>
    public required long Actor { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>What was done, a sentence.</summary>
    public required string Words { get; init; }

    /// <summary>Of an undo: what others changed since and so stays, a sentence each.</summary>
    public ImmutableArray<string> Kept { get; init; } = [];

    /// <summary>The change that took it back, or null.</summary>
    public long? UndoneBy { get; init; }

    /// <summary>What stood before and after.</summary>
    public ImmutableArray<ChangePart> Parts { get; init; } = [];
}

/// <summary>One thing of one series, before and after.</summary>
/// <param name="Series">The series.</param>
/// <param name="Aspect">Which thing.</param>
/// <param name="Before">What was decided before, as text that compares.</param>
/// <param name="After">What was decided.</param>
public sealed record ChangePart(SeriesId Series, string Aspect, string Before, string After);
