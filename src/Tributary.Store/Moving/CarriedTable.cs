using System.Collections.Immutable;
using System.Data.Common;
using Dapper;

namespace Tributary.Store;

/// <summary>A table that a move to another database carries over.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Columns">Its columns by name.</param>
/// <param name="Key">The columns of its key, in the key's order.</param>
internal sealed record CarriedTable(string Name, ImmutableArray<CarriedColumn> Columns, ImmutableArray<string> Key)
{
    private const string SqliteSql = """
        select m.name as "Table", c.name as "Column", lower(c.type) as "Type", c.pk as "Key" from sqlite_master m join pragma_table_info(m.name) c
        where m.type = 'table' and m.name not like 'sqlite_%' and m.sql not like 'create virtual%' order by m.name, c.name
        """;

    private const string PostgresSql = """
        select c.table_name as "Table", c.column_name as "Column", c.data_type as "Type", coalesce(k.ordinal_position, 0)::bigint as "Key"
        from information_schema.columns c
        join information_schema.tables t on t.table_schema = c.table_schema and t.table_name = c.table_name and t.table_type = 'BASE TABLE'
        left join information_schema.table_constraints p on p.table_schema = c.table_schema and p.table_name = c.table_name and p.constraint_type = 'PRIMARY KEY'
        left join information_schema.key_column_usage k on k.constraint_name = p.constraint_name and k.table_schema = c.table_schema and k.table_name = c.table_name
            and k.column_name = c.column_name
        where c.table_schema = current_schema() order by c.table_name collate "C", c.column_name collate "C"
        """;

    // The schema's own number, the words (made again by the follower; the two databases keep them differently), the servers that run, the scheduler's own tables.
    private static readonly ImmutableArray<string> Left = ["schema_version", "message_words", "word_documents", "word_position", "stale_words", "series_words", "people_words", "nodes", "qrtz_"];

    /// <summary>The columns' names for SQL.</summary>
    public string ColumnList => string.Join(", ", Columns.Select(static column => Quote(column.Name)));

    /// <summary>All rows in the order of the key.</summary>
    public string SelectSql => $"select {ColumnList} from {Quote(Name)} order by {string.Join(", ", Key.Select(Quote))}";

    /// <summary>Where its rows are written.</summary>
    public RowTarget Target => new(Quote(Name), string.Join(' ', Columns.Select(static column => $"{Quote(column.Name)}:{column.Type}")));

    /// <summary>A name for SQL, whatever it is.</summary>
    public static string Quote(string name) => $"\"{name}\"";

    /// <summary>The tables of a database that are carried, by name.</summary>
    public static async Task<ImmutableArray<CarriedTable>> ListAsync(DbConnection connection, Dialect dialect, CancellationToken cancel)
    {
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(dialect.IsPostgres ? PostgresSql : SqliteSql, cancellationToken: cancel));
        return [.. rows.Where(static row => !Left.Any(left => row.Table.StartsWith(left, StringComparison.Ordinal))).GroupBy(static row => row.Table).Select(Make)];
    }

    private static CarriedTable Make(IGrouping<string, Row> rows)
    {
        ImmutableArray<string> key = [.. rows.Where(static row => row.Key > 0).OrderBy(static row => row.Key).Select(static row => row.Column)];
        return new(rows.Key, [.. rows.Select(static row => new CarriedColumn(row.Column, TypeOf(row.Type)))], key.IsEmpty ? [.. rows.Select(static row => row.Column)] : key);
    }

    private static char TypeOf(string type) => type switch
    {
        "blob" or "bytea" => 'b',
        "text" => 't',
        _ => 'n',
    };

    private sealed record Row
    {
        public string Table { get; init; } = "";
        public string Column { get; init; } = "";
        public string Type { get; init; } = "";
        public long Key { get; init; }
    }
}

/// <summary>A column: its name, and n, t or b for number, text and bytes.</summary>
internal sealed record CarriedColumn(string Name, char Type);
