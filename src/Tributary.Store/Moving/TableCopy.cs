using System.Data.Common;

namespace Tributary.Store;

/// <summary>Copies the rows of one table into a transaction, some megabytes at a time, and takes their digest on the way.</summary>
/// <param name="source">A connection that sees one state of the database all the while.</param>
/// <param name="write">Where the rows go.</param>
/// <param name="progress">Told how many went.</param>
internal sealed class TableCopy(DbConnection source, WriteTransaction write, MoveProgress progress)
{
    private const int MostRows = 5_000;
    private const long MostBytes = 4 * 1024 * 1024;

    /// <summary>Copies.</summary>
    /// <returns>How many rows there were, and their digest.</returns>
    public async Task<MovedTable> RunAsync(CarriedTable table, CancellationToken cancel)
    {
        progress.Begin(table.Name);
        var target = write.Write(table.Target);
        using var hash = new RowHash();
        await using var reader = await TableReading.OpenAsync(source, table, cancel);
        var (rows, gathered, bytes) = (0L, 0, 0L);
        while (await reader.ReadAsync(cancel))
        {
            for (var column = 0; column < table.Columns.Length; column++)
            {
                var value = reader.GetValue(column);
                hash.Add(value);
                bytes += Put(target, value);
            }

            target.EndRow();
            rows++;
            if (++gathered < MostRows && bytes < MostBytes) continue;
            await target.FlushAsync(cancel);
            progress.Add(gathered);
            (gathered, bytes) = (0, 0);
        }

        await target.FlushAsync(cancel);
        progress.Add(gathered);
        return new(table.Name, rows, hash.Finish());
    }

    private static long Put(RowWriter target, object value)
    {
        switch (value)
        {
            case DBNull:
                target.AddNull();
                return 1;
            case long number:
                target.Add(number);
                return sizeof(long);
            case byte[] blob:
                target.Add(blob);
                return blob.Length;
            default:
                var text = (string)value;
                target.Add(text);
                return text.Length;
        }
    }
}
