namespace Tributary.Store;

/// <summary>Words that are looked for one after another, split as the words of messages are.</summary>
public sealed record WordPhrase
{
    private readonly string part;

    private WordPhrase(SearchTerm term) => part = $" {string.Join(' ', term.Words)}{(term.IsBeginning ? "" : " ")}";

    /// <summary>The phrase of a text, or null if that holds no word.</summary>
    /// <param name="text">The text.</param>
    /// <param name="isBeginning">The last word need only begin so; of one or two letters it must be whole all the same.</param>
    public static WordPhrase? Of(string text, bool isBeginning) => SearchTerm.Make(SearchField.Anywhere, text, isBeginning) is { } term ? new(term) : null;

    /// <summary>True if it stands in a text whose words are these (<see cref="Line"/>).</summary>
    public bool StandsIn(string line) => line.Contains(part, StringComparison.Ordinal);

    /// <summary>The words of a text as <see cref="StandsIn"/> looks through them.</summary>
    public static string Line(ReadOnlySpan<char> text) => $" {MessageWords.Split(text)} ";
}
