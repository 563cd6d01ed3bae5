using System.Globalization;
using System.Text;

namespace Tributary.Store;

/// <summary>How each database keeps and asks the words of messages: FTS5 on SQLite, a tsvector on PostgreSQL.</summary>
internal static class WordsSql
{
    // Words of two fields are never neighbours.
    private const int FieldGap = 10;
    private const int LastPosition = 16383;

    /// <summary>Documents that hold <c>@match</c>, newest first, beyond <c>@before</c>.</summary>
    public static string Find(Dialect dialect) => dialect.IsPostgres
        ? "select document from message_words where words @@ cast(@match as tsquery) and document < @before order by document desc limit @limit"
        : "select rowid from message_words where message_words match @match and rowid < @before order by rowid desc limit @limit";

    /// <summary>Forgets all words.</summary>
    public static string Clear(Dialect dialect) => dialect.IsPostgres
        ? "truncate message_words"
        : "insert into message_words (message_words) values ('delete-all')";

    /// <summary>The value of <c>@match</c>: all terms of a search. Their words need no escaping.</summary>
    public static string Match(Dialect dialect, SearchText text) =>
        dialect.IsPostgres ? string.Join(" & ", text.Terms.Select(PostgresTerm)) : string.Join(" AND ", text.Terms.Select(SqliteTerm));

    /// <summary>The words of a message as a tsvector is written: <c>'word':3,17B</c>.</summary>
    public static string Vector(MessageWords words)
    {
        var places = new Dictionary<string, StringBuilder>(StringComparer.Ordinal);
        var position = AddField(places, words.Subject, "A", 0);
        position = AddField(places, words.Sender, "B", position + FieldGap);
        AddField(places, words.Text, "", position + FieldGap);
        return string.Join(' ', places.Select(place => $"'{place.Key}':{place.Value}"));
    }

    private static int AddField(Dictionary<string, StringBuilder> places, string words, string weight, int position)
    {
        foreach (var range in words.AsSpan().Split(' '))
        {
            var word = words[range];
            if (word.Length == 0) continue;
            position = Math.Min(position + 1, LastPosition);
            if (places.TryGetValue(word, out var place)) place.Append(',');
            else places.Add(word, place = new());
            place.Append(CultureInfo.InvariantCulture, $"{position}{weight}");
        }

        return position;
    }

    private static string SqliteTerm(SearchTerm term) =>
        $"{(term.Field.Column.Length > 0 ? $"{term.Field.Column} : " : "")}\"{string.Join(' ', term.Words)}\"{(term.IsBeginning ? "*" : "")}";

    private static string PostgresTerm(SearchTerm term)
    {
        var words = term.Words.Select((word, i) =>
        {
            var flags = (term.IsBeginning && i == term.Words.Length - 1 ? "*" : "") + term.Field.Weight;
            return flags.Length > 0 ? $"'{word}':{flags}" : $"'{word}'";
        });
        return $"({string.Join(" <-> ", words)})";
    }
}
