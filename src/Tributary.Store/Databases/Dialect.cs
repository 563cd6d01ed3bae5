using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Tributary.Store;

/// <summary>The few words in which the two databases differ.</summary>
public sealed class Dialect
{
    private readonly bool isPostgres;

    private Dialect(bool isPostgres) => this.isPostgres = isPostgres;

    /// <summary>SQLite, embedded; SQL for 3.35 and newer.</summary>
    public static Dialect Sqlite { get; } = new(isPostgres: false);

    /// <summary>PostgreSQL 15 and newer.</summary>
    public static Dialect Postgres { get; } = new(isPostgres: true);

    /// <summary>True for PostgreSQL, for what needs a query of its own (full text, claim and lock).</summary>
    public bool IsPostgres => isPostgres;

    /// <summary>SQL with the words in braces replaced: <c>{blob} {text} {id} {keyed}</c>.</summary>
    public string Translate(string sql) => sql
        .Replace("{blob}", isPostgres ? "bytea" : "blob", StringComparison.Ordinal)
        .Replace("{text}", isPostgres ? "text collate \"C\"" : "text", StringComparison.Ordinal)
        .Replace("{id}", isPostgres ? "bigint primary key" : "integer primary key", StringComparison.Ordinal)
        .Replace("{keyed}", isPostgres ? "" : "without rowid", StringComparison.Ordinal);

    /// <summary>A condition that a column is one of a list given as a parameter made by <see cref="List(IEnumerable{long})"/>.</summary>
    /// <param name="column">The column, e.g. <c>m.id</c>.</param>
    /// <param name="parameter">The parameter's name without the at sign.</param>
    public string In(string column, string parameter) =>
        isPostgres ? $"{column} = any(@{parameter})" : $"{column} in (select value from json_each(@{parameter}))";

    /// <summary>The function that finds a text in another: its place from 1, or 0.</summary>
    public string Find => isPostgres ? "strpos" : "instr";

    /// <summary>A list of numbers as one parameter.</summary>
    public object List(IEnumerable<long> ids) => isPostgres ? ids.ToArray() : JsonOf(ids);

    /// <summary>A list of texts as one parameter.</summary>
    public object List(IEnumerable<string> texts) => isPostgres ? texts.ToArray() : JsonOf(texts);

    /// <summary>
    /// Text that both databases take, at the one door where derived text goes in: NUL and lone surrogates, which PostgreSQL
    /// refuses, become the replacement character. (The mail itself is kept as bytes.)
    /// </summary>
    public static string Clean(string text)
    {
        var span = text.AsSpan();
        var surrogate = span.IndexOfAnyInRange('\uD800', '\uDFFF');
        var zero = span.IndexOf('\0');
        var at = surrogate < 0 || zero < 0 ? Math.Max(surrogate, zero) : Math.Min(surrogate, zero);
        if (at < 0) return text;
        var characters = text.ToCharArray();
        for (var i = at; i < characters.Length; i++)
        {
            var c = characters[i];
            if (char.IsHighSurrogate(c) && i + 1 < characters.Length && char.IsLowSurrogate(characters[i + 1])) i++;
            else if (c == '\0' || char.IsSurrogate(c)) characters[i] = '\uFFFD';
        }

        return new(characters);
    }

    private static string JsonOf(IEnumerable<long> ids) => $"[{string.Join(',', ids)}]";

    // Written by hand: the serializer is made by reflection at the first use, which takes longer than a small import.
    private static string JsonOf(IEnumerable<string> texts)
    {
        var json = new ArrayBufferWriter<byte>(1024);
        using var writer = new Utf8JsonWriter(json);
        writer.WriteStartArray();
        foreach (var text in texts) writer.WriteStringValue(text);
        writer.WriteEndArray();
        writer.Flush();
        return Encoding.UTF8.GetString(json.WrittenSpan);
    }
}
