using System.Data.Common;
using Dapper;

namespace Tributary.Store;

/// <summary>
/// The turn of one process to do what only one may do at a time, among all that work on a database: to read a source of which a position is kept, to follow with the word index. On PostgreSQL it is a lock of
/// a connection, so it ends with the process, however that ends. An embedded database has one such process.
/// </summary>
public sealed class NodeTurn : IAsyncDisposable
{
    private const string TakeSql = "select true from (select pg_advisory_lock(hashtextextended(@name, 727400003))) as taken";
    private const string TryTakeSql = "select pg_try_advisory_lock(hashtextextended(@name, 727400003))";
    private const string GiveSql = "select pg_advisory_unlock(hashtextextended(@name, 727400003))";

    private readonly DbConnection? connection;
    private readonly string name;

    private NodeTurn(DbConnection? connection, string name)
    {
        this.connection = connection;
        this.name = name;
    }

    /// <summary>Takes the turn.</summary>
    /// <param name="database">The database.</param>
    /// <param name="work">What it is for.</param>
    /// <param name="isPatient">Wait for another process that has it.</param>
    /// <param name="cancel">Ends the waiting.</param>
    /// <returns>Null when another process has it and nobody waits.</returns>
    /// <exception cref="DatabaseException">The database does not answer.</exception>
    public static async Task<NodeTurn?> TakeAsync(Database database, string work, bool isPatient, CancellationToken cancel)
    {
        if (!database.Dialect.IsPostgres) return new(connection: null, work);
        var opened = await database.OpenReadAsync(cancel);
        try
        {
            var command = new CommandDefinition(isPatient ? TakeSql : TryTakeSql, new { name = work }, commandTimeout: 0, cancellationToken: cancel);
            if (await opened.ExecuteScalarAsync<bool>(command)) return new(opened, work);
            await opened.DisposeAsync();
            return null;
        }
        catch (DbException failure)
        {
            await opened.DisposeAsync();
            throw database.Explain(failure);
        }
        catch
        {
            await opened.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (connection is null) return;
        try
        {
            await connection.ExecuteAsync(GiveSql, new { name });
        }
        catch (DbException)
        {
            // The connection broke, and the lock with it.
        }

        await connection.DisposeAsync();
    }
}
