namespace Tributary.Store;

/// <summary>Rows into SQLite: each is bound to a prepared statement and stepped at once.</summary>
internal sealed class SqliteRowWriter(SqliteStatement statement) : RowWriter
{
    private int next = 1;

    public override RowWriter Add(long value)
    {
        statement.Bind(next++, value);
        return this;
    }

    public override RowWriter AddNull()
    {
        statement.BindNull(next++);
        return this;
    }

    public override RowWriter Add(string value)
    {
        statement.Bind(next++, Dialect.Clean(value));
        return this;
    }

    public override RowWriter Add(ReadOnlyMemory<byte> value)
    {
        statement.Bind(next++, value.Span);
        return this;
    }

    public override void EndRow()
    {
        next = 1;
        var isRow = statement.Step();
        statement.Reset();
        if (isRow) throw new InvalidOperationException("an insert gives no rows");
    }

    public override Task FlushAsync(CancellationToken cancel) => Task.CompletedTask;
}
