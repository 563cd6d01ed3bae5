using System.Collections.Immutable;
using Npgsql;
using NpgsqlTypes;

namespace Tributary.Store;

/// <summary>Rows into PostgreSQL: gathered a column at a time and inserted from arrays.</summary>
internal sealed class PostgresRowWriter : RowWriter
{
    private readonly NpgsqlConnection connection;
    private readonly RowTarget target;
    private readonly ImmutableArray<Column> columns;
    private int next;

    public PostgresRowWriter(NpgsqlConnection connection, RowTarget target)
    {
        this.connection = connection;
        this.target = target;
        columns = [.. target.Types.Select(type => new Column(type))];
    }

    public override RowWriter Add(long value)
    {
        columns[next++].Numbers!.Add(value);
        return this;
    }

    public override RowWriter AddNull()
    {
        var column = columns[next++];
        column.Numbers?.Add(item: null);
        column.Texts?.Add(item: null);
        column.Blobs?.Add(item: null);
        return this;
    }

    public override RowWriter Add(string value)
    {
        columns[next++].Texts!.Add(Dialect.Clean(value));
        return this;
    }

    public override RowWriter Add(ReadOnlyMemory<byte> value)
    {
        columns[next++].Blobs!.Add(value.ToArray());
        return this;
    }

    public override void EndRow() => next = 0;

    public override async Task FlushAsync(CancellationToken cancel)
    {
        if (columns[0].Count == 0) return;
        await using var command = new NpgsqlCommand(target.PostgresSql, connection);
        foreach (var column in columns) command.Parameters.Add(column.ToParameter());
        await command.ExecuteNonQueryAsync(cancel);
        foreach (var column in columns) column.Clear();
    }

    private sealed class Column(char type)
    {
        public List<long?>? Numbers { get; } = type == 'n' ? [] : null;

        public List<string?>? Texts { get; } = type == 't' ? [] : null;

        public List<byte[]?>? Blobs { get; } = type == 'b' ? [] : null;

        public int Count => Numbers?.Count ?? Texts?.Count ?? Blobs!.Count;

        public NpgsqlParameter ToParameter() => type switch
        {
            'n' => new() { Value = Numbers, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bigint },
            't' => new() { Value = Texts, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text },
            _ => new NpgsqlParameter { Value = Blobs, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bytea },
        };

        public void Clear()
        {
            Numbers?.Clear();
            Texts?.Clear();
            Blobs?.Clear();
        }
    }
}
