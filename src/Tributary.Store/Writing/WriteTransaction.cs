using System.Data.Common;
using Dapper;
using Npgsql;

namespace Tributary.Store;

/// <summary>A transaction that writes. What is not committed is undone when it is disposed of.</summary>
public sealed class WriteTransaction : IAsyncDisposable
{
    // Everybody who keeps stored values in memory compares this number: another one means that somebody else wrote.
    private const string BumpSql = "insert into ids (name, next) values ('generation', 1) on conflict (name) do update set next = ids.next + 1 returning next";

    private readonly (SqliteFile File, SqliteStatements Statements)? sqlite;
    private readonly NpgsqlTransaction? transaction;
    private readonly Action leave;
    private bool isOpen = true;

    internal WriteTransaction(Database database, DbConnection connection, (SqliteFile File, SqliteStatements Statements) sqlite, Action leave)
        : this(database, connection, leave) => this.sqlite = sqlite;

    internal WriteTransaction(Database database, NpgsqlConnection connection, NpgsqlTransaction transaction, Action leave)
        : this(database, connection, leave) => this.transaction = transaction;

    private WriteTransaction(Database database, DbConnection connection, Action leave)
    {
        Database = database;
        Connection = connection;
        this.leave = leave;
    }

    /// <summary>Whose it is.</summary>
    public Database Database { get; }

    /// <summary>The connection, inside the transaction, for queries.</summary>
    public DbConnection Connection { get; }

    /// <summary>The words of the database.</summary>
    public Dialect Dialect => Database.Dialect;

    /// <summary>A way to insert many rows fast.</summary>
    internal RowWriter Write(RowTarget target) =>
        sqlite is { } open ? new SqliteRowWriter(open.Statements.Get(target.SqliteSql)) : new PostgresRowWriter((NpgsqlConnection)Connection, target);

    /// <summary>
    /// Waits for the import batch that is on its way, and keeps the next one waiting until this transaction ends: for changes from which series follow.
    /// Take it before anything is read. On SQLite every transaction is alone.
    /// </summary>
    public async Task LockDerivedAsync(CancellationToken cancel)
    {
        if (transaction is not null) await Connection.ExecuteAsync(new CommandDefinition(Writer.DerivedLock, cancellationToken: cancel));
    }

    /// <summary>A query run many times with whole numbers, on SQLite; null on PostgreSQL, where one query with lists is faster.</summary>
    internal SqliteStatement? FindStatement(string sql) => sqlite?.Statements.Get(sql);

    /// <summary>The number of the last change that anybody made, this one not counted.</summary>
    public async Task<long> GetGenerationAsync(CancellationToken cancel) =>
        await Connection.ExecuteScalarAsync<long?>(new CommandDefinition("select next from ids where name = 'generation'", cancellationToken: cancel)) ?? 0;

    /// <summary>Call at the end of a batch of an import: notes whether people wait for it, so that the next ones are short (<see cref="Writer.ArePeopleNear"/>).</summary>
    public Task LookForPeopleAsync(CancellationToken cancel) => Database.Writer.LookForPeopleAsync(Connection, cancel);

    /// <summary>Keeps what was written.</summary>
    /// <returns>The number of this change.</returns>
    public async Task<long> CommitAsync(CancellationToken cancel)
    {
        var generation = await Connection.ExecuteScalarAsync<long>(new CommandDefinition(BumpSql, cancellationToken: cancel));
        await CommitAsideAsync(cancel);
        return generation;
    }

    /// <summary>
    /// Keeps what was written beside the stored values that others hold in memory: the word index, users, tokens, bundles. It is no change to them.
    /// </summary>
    public async Task CommitAsideAsync(CancellationToken cancel)
    {
        if (transaction is not null) await transaction.CommitAsync(cancel);
        else sqlite!.Value.File.Execute((Microsoft.Data.Sqlite.SqliteConnection)Connection, "commit");
        isOpen = false;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        try
        {
            if (transaction is not null)
            {
                await transaction.DisposeAsync();
                await Connection.DisposeAsync();
            }
            else if (isOpen)
            {
                sqlite!.Value.Statements.ResetAll();
                SqliteFile.TryExecute((Microsoft.Data.Sqlite.SqliteConnection)Connection, "rollback");
            }
        }
        finally
        {
            leave();
        }
    }
}
