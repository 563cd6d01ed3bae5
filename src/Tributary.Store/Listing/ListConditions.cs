using System.Collections.Immutable;
using System.Globalization;
using Dapper;

namespace Tributary.Store;

/// <summary>The conditions of a list's SQL and the values of its parameters.</summary>
/// <param name="dialect">The words of the database.</param>
/// <param name="source">What stands after <c>from</c>; the key of its rows is <c>p.id</c>.</param>
internal sealed class ListConditions(Dialect dialect, string source)
{
    private readonly List<string> conditions = [];

    /// <summary>The words of the database.</summary>
    public Dialect Dialect => dialect;

    /// <summary>What stands after <c>from</c>.</summary>
    public string Source { get; private set; } = source;

    /// <summary>The values of the parameters.</summary>
    public DynamicParameters Values { get; } = new();

    /// <summary>All of them as SQL, with <c>where</c> before them; empty without any.</summary>
    public string Where => conditions.Count == 0 ? "" : $"where {string.Join(" and ", conditions)}";

    /// <summary>True if text is looked through: what it costs to know how many rows there are is what it costs to have them all.</summary>
    public bool ReadsText { get; private set; }

    /// <summary>Tells SQLite the index; PostgreSQL finds it.</summary>
    public void UseIndex(string index)
    {
        if (!dialect.IsPostgres) Source = $"{Source} indexed by {index}";
    }

    /// <summary>A condition as it stands.</summary>
    public ListConditions Add(string condition)
    {
        conditions.Add(condition);
        return this;
    }

    /// <summary>A condition with one value, which stands in it as <c>{0}</c>.</summary>
    public ListConditions Add(string condition, object value)
    {
        conditions.Add(string.Format(CultureInfo.InvariantCulture, condition, $"@{Name(value)}"));
        return this;
    }

    /// <summary>The column is one of the numbers; without any, nothing is asked of it.</summary>
    public ListConditions In(string column, IReadOnlyCollection<long> values)
    {
        if (values.Count == 0) return this;
        return values.Count == 1 ? Add($"{column} = {{0}}", values.First()) : Add(dialect.In(column, Name(dialect.List(values))));
    }

    /// <summary>The column is one of the texts; without any, nothing is asked of it.</summary>
    public ListConditions In(string column, IReadOnlyCollection<string> values)
    {
        if (values.Count == 0) return this;
        return values.Count == 1
            ? Add($"{column} = {{0}}", Dialect.Clean(values.First()))
            : Add(dialect.In(column, Name(dialect.List(values.Select(Dialect.Clean)))));
    }

    /// <summary>The time is at or after the one, before the other.</summary>
    public ListConditions Between(string column, DateTimeOffset? since, DateTimeOffset? before)
    {
        // Muted: SQLite 3.40 forgets such a bound behind a list of values in one index (its opcode SeekScan jumps over the test).
        if (since is { } from) Add($"{column} + 0 >= {{0}}", Micros.From(from));
        if (before is { } to) Add($"{column} + 0 < {{0}}", Micros.From(to));
        return this;
    }

    /// <summary>Each part of the text is in one of the columns.</summary>
    public ListConditions Words(string? text, params ImmutableArray<string> columns)
    {
        foreach (var part in SearchParts.Of(text))
        {
            var name = Name(Dialect.Clean(part));
            ReadsText = true;
            Add($"({string.Join(" or ", columns.Select(column => $"{dialect.Find}(lower({column}), @{name}) > 0"))})");
        }

        return this;
    }

    private string Name(object value)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"v{conditions.Count}_{Values.ParameterNames.Count()}");
        Values.Add(name, value);
        return name;
    }
}
