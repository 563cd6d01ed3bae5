namespace Tributary.Store;

/// <summary>How far a move to another database is. Read by others while it runs.</summary>
public sealed class MoveProgress
{
    private volatile string _table = "";
    private long _rows;

    /// <summary>The table that is carried over or checked.</summary>
    public string Table => _table;

    /// <summary>The rows that were carried over so far.</summary>
    public long Rows => Interlocked.Read(ref _rows);

    internal void Begin(string table) => _table = table;

    internal void Add(long rows) => Interlocked.Add(ref _rows, rows);
}
