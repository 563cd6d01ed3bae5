namespace Tributary.Store;

/// <summary>
/// What the index of words can tell of a search: a condition that all the messages meet that the search can find. What the index knows
/// nothing of is <see cref="Anything"/>.
/// </summary>
public sealed record WordCondition
{
    private WordCondition(string? match) => Match = match;

    /// <summary>Every message meets it.</summary>
    public static WordCondition Anything { get; } = new(match: null);

    /// <summary>The condition in the words of the database's index; null where it says nothing. It holds nothing that needs escaping.</summary>
    internal string? Match { get; }

    /// <summary>True where every message meets it.</summary>
    public bool IsAnything => Match is null;

    /// <summary>The words of a text stand one after another in a message: subject, sender, text outside the context of diffs, or Message-Id.</summary>
    /// <param name="dialect">The database's.</param>
    /// <param name="text">The text; one without words is met by every message.</param>
    /// <param name="isBeginning">The last word need only begin so.</param>
    public static WordCondition Anywhere(Dialect dialect, string text, bool isBeginning) => Of(dialect, SearchField.Anywhere, text, isBeginning);

    /// <summary>The same in the subject.</summary>
    public static WordCondition Subject(Dialect dialect, string text, bool isBeginning) => Of(dialect, SearchField.Subject, text, isBeginning);

    /// <summary>The same in the sender's name or address.</summary>
    public static WordCondition Sender(Dialect dialect, string text, bool isBeginning) => Of(dialect, SearchField.Sender, text, isBeginning);

    /// <summary>Both hold.</summary>
    public static WordCondition Both(Dialect dialect, WordCondition first, WordCondition second) =>
        first.IsAnything ? second : second.IsAnything ? first : new($"({first.Match}{(dialect.IsPostgres ? " & " : " AND ")}{second.Match})");

    /// <summary>One of them holds.</summary>
    public static WordCondition Either(Dialect dialect, WordCondition first, WordCondition second) =>
        first.IsAnything || second.IsAnything ? Anything : new($"({first.Match}{(dialect.IsPostgres ? " | " : " OR ")}{second.Match})");

    private static WordCondition Of(Dialect dialect, SearchField field, string text, bool isBeginning) =>
        SearchTerm.Make(field, text, isBeginning) is { } term ? new(WordsSql.Match(dialect, term)) : Anything;
}
