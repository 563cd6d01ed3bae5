namespace Tributary.Store;

/// <summary>Writes rows of one table, a value after the other: no boxing, no statement a row.</summary>
internal abstract class RowWriter
{
    /// <summary>The next value of the row: a number.</summary>
    public abstract RowWriter Add(long value);

    /// <summary>The next value of the row: nothing.</summary>
    public abstract RowWriter AddNull();

    /// <summary>The next value of the row: text, cleaned (<see cref="Dialect.Clean"/>).</summary>
    public abstract RowWriter Add(string value);

    /// <summary>The next value of the row: bytes.</summary>
    public abstract RowWriter Add(ReadOnlyMemory<byte> value);

    /// <summary>The row is complete.</summary>
    public abstract void EndRow();

    /// <summary>All rows are in the database after this.</summary>
    public abstract Task FlushAsync(CancellationToken cancel);

    /// <summary>The next value of the row: a number or nothing.</summary>
    public RowWriter Add(long? value) => value is { } number ? Add(number) : AddNull();

    /// <summary>The next value of the row: text or nothing.</summary>
    public RowWriter AddText(string? value) => value is null ? AddNull() : Add(value);
}
