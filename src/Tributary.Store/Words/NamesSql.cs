using System.Collections.Immutable;

namespace Tributary.Store;

/// <summary>How each database asks its index of the words of names: FTS5 on SQLite, a tsvector on PostgreSQL.</summary>
internal static class NamesSql
{
    /// <summary>The condition that the words of a row of series or people begin with all that <c>@match</c> asks for.</summary>
    /// <param name="dialect">Which database.</param>
    /// <param name="table"><c>series</c> or <c>people</c>, as it is named in the query.</param>
    public static string Hold(Dialect dialect, string table) => dialect.IsPostgres
        ? $"{table}.words::tsvector @@ cast(@match as tsquery)"
        : $"{table}.id in (select rowid from {table}_words where {table}_words match @match)";

    /// <summary>The value of <c>@match</c>. The words hold letters, digits and underscores only, so nothing in them needs escaping.</summary>
    public static string Match(Dialect dialect, ImmutableArray<string> words) => dialect.IsPostgres
        ? string.Join(" & ", words.Select(word => $"'{word}':*"))
        : string.Join(" ", words.Select(word => $"\"{word}\"*"));
}
