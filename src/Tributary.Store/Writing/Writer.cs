using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using Dapper;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Tributary.Store;

/// <summary>
/// The one way to write. On SQLite a process has one connection that writes, behind a gate, and <c>begin immediate</c> keeps
/// processes apart. On PostgreSQL people write side by side, and one import batch at a time holds an advisory lock.
/// </summary>
public sealed class Writer : IAsyncDisposable
{
    /// <summary>Who holds it alone writes what is derived, until the end of his transaction.</summary>
    internal const string DerivedLock = "select pg_advisory_xact_lock(727400002)";

    // The lock's second half: keys of one number are kept as two.
    private const string BusySql = "select exists (select 1 from pg_locks where locktype = 'advisory' and objid = 727400002)";
    private const string PeopleSql = "select exists (select 1 from pg_locks where locktype = 'advisory' and objid = 727400002 and not granted)";

    private const string ImportLock = $"{DerivedLock}; set local synchronous_commit = off";

    // It takes a row of its own along, since a transaction that writes nothing is not waited for.
    private const string TouchSql = "update ids set next = next where name = 'generation'";

    private static readonly TimeSpan PeopleStayFor = TimeSpan.FromSeconds(3);

    private readonly WriteGate gate = new();
    private readonly WriteWaits waits = new();
    private long lastPeople = long.MinValue / 2;
    private readonly Database database;
    private readonly SqliteFile? file;
    private readonly NpgsqlDataSource? server;
    private readonly WriteKnock? knock;
    private SqliteConnection? connection;
    private SqliteStatements? statements;

    internal Writer(Database database, SqliteFile? file, NpgsqlDataSource? server)
    {
        this.database = database;
        this.file = file;
        this.server = server;
        knock = file is null ? null : new(Path.GetDirectoryName(file.Path)!);
    }

    /// <summary>How long another process that writes to the embedded database is waited for.</summary>
    public TimeSpan Patience { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>True for a while after people had to wait for a batch: batches are to be short then.</summary>
    public bool ArePeopleNear => Stopwatch.GetElapsedTime(Interlocked.Read(ref lastPeople)) < PeopleStayFor;

    /// <summary>How long somebody waits by now for his turn to write; zero when nobody does.</summary>
    public TimeSpan LongestWait => waits.Longest;

    /// <summary>Begins a transaction when it is one's turn; dispose of it, which undoes what was not committed.</summary>
    /// <exception cref="DatabaseException">Another process kept the database locked, or it does not answer.</exception>
    public async Task<WriteTransaction> BeginAsync(WritePriority priority, CancellationToken cancel)
    {
        using var waiting = waits.Begin(priority);
        if (priority == WritePriority.Bulk && knock is not null && await knock.ListenAsync(cancel)) NotePeople();
        var takesTurns = file is not null || priority == WritePriority.Bulk;
        if (takesTurns) await gate.EnterAsync(priority, cancel);
        try
        {
            return file is not null ? await BeginOnFileAsync(file, priority, cancel) : await BeginOnServerAsync(server!, priority, cancel);
        }
        catch (Exception e)
        {
            if (takesTurns) gate.Leave();
            if (e is DbException failure) throw database.Explain(failure);
            throw;
        }
    }

    /// <summary>Waits until all that was committed is on the disk, so that it survives a loss of power.</summary>
    public async Task MakeDurableAsync(CancellationToken cancel)
    {
        // A small transaction that waits for the disk takes all before it along: they are in the same log. It is no change that others have to hear of.
        await using var transaction = await BeginAsync(WritePriority.Interactive, cancel);
        await transaction.Connection.ExecuteAsync(new CommandDefinition(TouchSql, cancellationToken: cancel));
        await transaction.CommitAsideAsync(cancel);
    }

    /// <summary>Looks, before an import begins, whether anybody writes what its batches would keep waiting; so that its first one is short too.</summary>
    public async Task LookAroundAsync(CancellationToken cancel)
    {
        if (server is null) return;
        await using var reading = await database.OpenReadAsync(cancel);
        if (await reading.ExecuteScalarAsync<bool>(new CommandDefinition(BusySql, cancellationToken: cancel))) NotePeople();
    }

    /// <summary>Looks, at the end of a batch, whether people wait for its end.</summary>
    internal async Task LookForPeopleAsync(DbConnection batch, CancellationToken cancel)
    {
        if (gate.HasPeople || (server is not null && await batch.ExecuteScalarAsync<bool>(new CommandDefinition(PeopleSql, cancellationToken: cancel)))) NotePeople();
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync()
    {
        statements?.Dispose();
        connection?.Dispose();
        connection = null;
        statements = null;
        return ValueTask.CompletedTask;
    }

    private void NotePeople() => Interlocked.Exchange(ref lastPeople, Stopwatch.GetTimestamp());

    private async Task<WriteTransaction> BeginOnFileAsync(SqliteFile sqlite, WritePriority priority, CancellationToken cancel)
    {
        if (connection is null)
        {
            connection = sqlite.OpenWrite();
            statements = new(connection, sqlite);
        }

        sqlite.Execute(connection, priority == WritePriority.Bulk ? "pragma synchronous = normal" : "pragma synchronous = full");
        sqlite.Execute(connection, "pragma busy_timeout = 0");
        if (!sqlite.TryBegin(connection))
        {
            using var waiting = priority == WritePriority.Interactive ? await knock!.KnockAsync(cancel) : null;
            sqlite.Execute(connection, string.Create(CultureInfo.InvariantCulture, $"pragma busy_timeout = {(long)Patience.TotalMilliseconds}"));
            sqlite.Execute(connection, "begin immediate");
        }

        return new(database, connection, (sqlite, statements!), gate.Leave);
    }

    private async Task<WriteTransaction> BeginOnServerAsync(NpgsqlDataSource source, WritePriority priority, CancellationToken cancel)
    {
        var opened = await source.OpenConnectionAsync(cancel);
        try
        {
            var transaction = await opened.BeginTransactionAsync(cancel);
            if (priority == WritePriority.Bulk)
            {
                await using var command = new NpgsqlCommand(ImportLock, opened, transaction);
                await command.ExecuteNonQueryAsync(cancel);
            }

            return new(database, opened, transaction, priority == WritePriority.Bulk ? gate.Leave : () => { });
        }
        catch
        {
            await opened.DisposeAsync();
            throw;
        }
    }
}
