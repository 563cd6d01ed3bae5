using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Tributary.Store;

/// <summary>How each database keeps and asks the words of messages: FTS5 on SQLite, a tsvector on PostgreSQL.</summary>
internal static class WordsSql
{
    // Words of two fields are never neighbours.
    private const int FieldGap = 10;
    private const int LastPosition = 16383;

    private const string SqliteSql = """
        select rowid from message_words where message_words match @match and rowid < @before and rowid >= @after order by rowid desc limit @limit
        """;

    private const string NewestSql = """
        select document from (select document, words from message_words where document < @before and document >= @after order by document desc limit 1000) as newest
        where words @@ cast(@match as tsquery) limit @limit
        """;

    // "document + 0" keeps the planner from walking by number through all messages for words that hardly any holds.
    private const string GatherSql = """
        select document from message_words where words @@ cast(@match as tsquery) and document + 0 < @before and document + 0 >= @after
        order by document + 0 desc limit @limit
        """;

    /// <summary>
    /// Documents that hold <c>@match</c>, newest first, from <c>@after</c> on and beyond <c>@before</c>: queries to try one after another until one fills the page;
    /// the last gives all there are. PostgreSQL's index of words gives no order: frequent words are soon met among the
    /// newest messages, rarer ones are gathered by the index and sorted.
    /// </summary>
    public static ImmutableArray<string> Find(Dialect dialect) => dialect.IsPostgres ? [NewestSql, GatherSql] : [SqliteSql];

    /// <summary>All documents in that range, whatever they hold.</summary>
    public static string All(Dialect dialect) =>
        $"select document from {(dialect.IsPostgres ? "message_words" : "word_documents")} where document < @before and document >= @after order by document desc limit @limit";

    /// <summary>Forgets all words.</summary>
    public static string Clear(Dialect dialect) => dialect.IsPostgres
        ? "truncate message_words"
        : "insert into message_words (message_words) values ('delete-all')";

    /// <summary>The value of <c>@match</c>: all terms of a search. Their words need no escaping.</summary>
    public static string Match(Dialect dialect, SearchText text) =>
        string.Join(dialect.IsPostgres ? " & " : " AND ", text.Terms.Select(term => Match(dialect, term)));

    /// <summary>One term as the value of <c>@match</c> or a part of it.</summary>
    public static string Match(Dialect dialect, SearchTerm term) => dialect.IsPostgres ? PostgresTerm(term) : SqliteTerm(term);

    /// <summary>
    /// The words of a message as a tsvector is written: <c>'word':3,17</c>. Words of the subject and the sender stand a second time with the mark
    /// of their field (<see cref="SearchField.Mark"/>): by PostgreSQL's weights it would read every message that holds the word anywhere.
    /// </summary>
    public static string Vector(MessageWords words)
    {
        var places = new Dictionary<string, StringBuilder>(StringComparer.Ordinal);
        var position = AddField(places, words.Subject, SearchField.Subject.Mark, 0);
        position = AddField(places, words.Sender, SearchField.Sender.Mark, position + FieldGap);
        AddField(places, words.Text, "", position + FieldGap);
        return string.Join(' ', places.Select(place => $"'{place.Key}':{place.Value}"));
    }

    private static int AddField(Dictionary<string, StringBuilder> places, string words, string mark, int position)
    {
        foreach (var range in words.AsSpan().Split(' '))
        {
            var word = words[range];
            if (word.Length == 0) continue;
            position = Math.Min(position + 1, LastPosition);
            AddPlace(places, word, position);
            if (mark.Length > 0) AddPlace(places, mark + word, position);
        }

        return position;
    }

    private static void AddPlace(Dictionary<string, StringBuilder> places, string word, int position)
    {
        if (places.TryGetValue(word, out var place)) place.Append(',');
        else places.Add(word, place = new());
        place.Append(CultureInfo.InvariantCulture, $"{position}");
    }

    private static string SqliteTerm(SearchTerm term) =>
        $"{(term.Field.Column.Length > 0 ? $"{term.Field.Column} : " : "")}\"{string.Join(' ', term.Words)}\"{(term.IsBeginning ? "*" : "")}";

    private static string PostgresTerm(SearchTerm term)
    {
        var words = term.Words.Select((word, i) => $"'{term.Field.Mark}{word}'{(term.IsBeginning && i == term.Words.Length - 1 ? ":*" : "")}");
        return $"({string.Join(" <-> ", words)})";
    }
}
