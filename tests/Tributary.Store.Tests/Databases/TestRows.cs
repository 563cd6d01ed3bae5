using System.Data.Common;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Tributary.Store.Tests;

/// <summary>Puts rows into a test's database as they are, so that queries are tested apart from the import.</summary>
public static class TestRows
{
    extension(TestDatabase test)
    {
        /// <summary>A connection that writes.</summary>
        public async Task<DbConnection> OpenWriteAsync()
        {
            if (test.Database.Dialect.IsPostgres) return await test.Database.OpenReadAsync(CancellationToken.None);
            var connection = new SqliteConnection($"Data Source={Path.Combine(test.Folder, "tributary.db")};Pooling=false");
            await connection.OpenAsync();
            return connection;
        }

        /// <summary>Inserts an object as a row: its properties are the columns.</summary>
        public async Task InsertAsync(string table, params IEnumerable<object> rows)
        {
            await using var connection = await test.OpenWriteAsync();
            await using var transaction = await connection.BeginTransactionAsync();
            foreach (var row in rows)
            {
                var columns = row.GetType().GetProperties().Select(property => property.Name).ToList();
                var sql = $"insert into {table} ({string.Join(", ", columns)}) values ({string.Join(", ", columns.Select(column => "@" + column))})";
                await connection.ExecuteAsync(sql, row, transaction);
            }

            await transaction.CommitAsync();
        }
    }
}
