using System.Data.Common;

namespace Tributary.Store;

/// <summary>Reads a whole table in the order of its key.</summary>
internal static class TableReading
{
    /// <summary>A reader before the first row.</summary>
    public static async Task<DbDataReader> OpenAsync(DbConnection connection, CarriedTable table, CancellationToken cancel)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // The names are those of the database's own tables, in quotes.
        command.CommandText = table.SelectSql;
#pragma warning restore CA2100
        command.CommandTimeout = 0;
        return await command.ExecuteReaderAsync(cancel);
    }

    /// <summary>How many rows it has, and their digest.</summary>
    public static async Task<MovedTable> DigestAsync(DbConnection connection, CarriedTable table, CancellationToken cancel)
    {
        using var hash = new RowHash();
        await using var reader = await OpenAsync(connection, table, cancel);
        var rows = 0L;
        for (; await reader.ReadAsync(cancel); rows++) hash.Add(reader);
        return new(table.Name, rows, hash.Finish());
    }
}
