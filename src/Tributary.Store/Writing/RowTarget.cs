using System.Collections.Immutable;

namespace Tributary.Store;

/// <summary>Rows of one table that are written many at a time.</summary>
/// <param name="Table">The table.</param>
/// <param name="Columns">Its columns, in the order in which values are given, each with its type: <c>id:n name:t content:b</c> (number, text, blob).</param>
/// <param name="Conflict">What follows the values: <c>on conflict …</c>, or nothing.</param>
internal sealed record RowTarget(string Table, string Columns, string Conflict = "")
{
    private readonly Lazy<(string Sqlite, string Postgres, ImmutableArray<char> Types)> made = new(() => Make(Table, Columns, Conflict));

    /// <summary>The statement for one row, with question marks.</summary>
    public string SqliteSql => made.Value.Sqlite;

    /// <summary>The statement for any number of rows, one array a column.</summary>
    public string PostgresSql => made.Value.Postgres;

    /// <summary>The type of each column: n, t or b.</summary>
    public ImmutableArray<char> Types => made.Value.Types;

    private static (string Sqlite, string Postgres, ImmutableArray<char> Types) Make(string table, string columns, string conflict)
    {
        var pairs = columns.Split(' ').Select(column => column.Split(':')).ToArray();
        var names = string.Join(", ", pairs.Select(pair => pair[0]));
        var arrays = pairs.Select((pair, index) => $"${index + 1}::{(pair[1] == "n" ? "bigint" : pair[1] == "t" ? "text" : "bytea")}[]");
        return (
            $"insert into {table} ({names}) values ({string.Join(", ", pairs.Select(_ => "?"))}) {conflict}",
            $"insert into {table} ({names}) select * from unnest({string.Join(", ", arrays)}) {conflict}",
            [.. pairs.Select(pair => pair[1][0])]);
    }
}
