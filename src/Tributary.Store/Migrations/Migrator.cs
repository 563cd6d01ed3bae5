using System.Collections.Immutable;
using System.Data.Common;
using Dapper;

namespace Tributary.Store;

/// <summary>Brings a database's schema up to date, in one transaction, guarded against two processes that start at once.</summary>
internal static class Migrator
{
    // Any number that nobody else uses on this server; the import batches have their own (Writer).
    private const string PostgresLock = "select pg_advisory_xact_lock(727400001)";

    private const string CreateVersionSql = "create table if not exists schema_version (number bigint primary key, name {text} not null)";
    private const string AppliedSql = "select number from schema_version order by number";

    /// <summary>Applies what is missing.</summary>
    /// <returns>The number of the last migration.</returns>
    /// <exception cref="DatabaseException">The database was made by a newer program.</exception>
    public static async Task<int> RunAsync(DbConnection connection, Dialect dialect, string location, CancellationToken cancel)
    {
        var known = Migration.All[^1].Number;

        // Nearly always; who only opens a database need not wait for those who write.
        if (await FindAppliedAsync(connection, cancel) is { } applied && ListMissing(applied, dialect).IsEmpty && applied[^1] <= known) return known;

        // On SQLite this is "begin immediate": the second process waits here.
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        if (dialect.IsPostgres) await ExecuteAsync(connection, transaction, PostgresLock, cancel);
        await ExecuteAsync(connection, transaction, dialect.Translate(CreateVersionSql), cancel);
        var before = (await connection.QueryAsync<long>(new CommandDefinition(AppliedSql, transaction: transaction, cancellationToken: cancel))).AsList();
        if (before.Count > 0 && before[^1] > known)
            throw new DatabaseException($"the database {location} has schema {before[^1]} and this program knows {known}: use the newer program that made it");
        foreach (var migration in ListMissing(before, dialect))
        {
            await ExecuteAsync(connection, transaction, dialect.Translate(migration.Sql), cancel);
            await connection.ExecuteAsync(new CommandDefinition(
                "insert into schema_version (number, name) values (@number, @name)",
                new { number = (long)migration.Number, name = migration.Name }, transaction, cancellationToken: cancel));
        }

        await transaction.CommitAsync(cancel);
        return known;
    }

    // Those that came out of their order, from work that went on side by side, are not passed over.
    private static ImmutableArray<Migration> ListMissing(List<long> applied, Dialect dialect) =>
        [.. Migration.All.Where(migration => migration.IsFor(dialect) && !applied.Contains(migration.Number))];

    private static async Task<List<long>?> FindAppliedAsync(DbConnection connection, CancellationToken cancel)
    {
        try
        {
            var applied = (await connection.QueryAsync<long>(new CommandDefinition(AppliedSql, cancellationToken: cancel))).AsList();
            return applied.Count > 0 ? applied : null;
        }
        catch (DbException)
        {
            // It is new, or what is wrong with it is said when it is written to.
            return null;
        }
    }

    private static Task<int> ExecuteAsync(DbConnection connection, DbTransaction transaction, string sql, CancellationToken cancel) =>
        connection.ExecuteAsync(new CommandDefinition(sql, transaction: transaction, cancellationToken: cancel));
}
