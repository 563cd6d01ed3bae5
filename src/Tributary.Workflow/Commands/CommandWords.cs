using System.Collections.Immutable;
using Tributary.Patches;
using Tributary.Policy;

namespace Tributary.Workflow;

/// <summary>What the words of mail commands mean in a profile. Pure.</summary>
/// <param name="values">The profile's words.</param>
public sealed class CommandWords(CommandValues values)
{
    // "cr see above": a few words may follow. More are talk about the bot, not to it, unless a sign parts them: "cr, …", "cr (…".
    private const int MostWordsBehind = 6;
    private const int MostUnknownWords = 2;
    private const string Ends = ".,;:!?)(–—#/…";
    private const string Begins = "(#-–—/";

    private static readonly char[] Quotes = ['"', '\'', '`', '*', '<', '>', '[', ']', '{', '}', '“', '”', '‘', '’'];

    private readonly ImmutableArray<(string Word, PatchState State)> words = [.. values.States.SelectMany(ListWords)];

    /// <summary>The word to teach of each state, in the profile's order.</summary>
    public ImmutableArray<string> Taught => [.. values.States.Where(static one => !one.Words.IsEmpty).Select(static one => one.Words[0])];

    /// <summary>Understands a line.</summary>
    /// <returns>Null when it speaks to another bot, or only talks of one.</returns>
    public MailCommand? Understand(CommandLine line)
    {
        if (!values.Bots.Contains(line.Bot)) return null;
        var said = Split(line.Text);
        if (said.IsEmpty) return null;
        // The longest known word first: "needs ack" before "needs".
        for (var count = Math.Min(3, said.Length); count > 0; count--)
        {
            if (Find(said, count) is { } found && (said.Length - count <= MostWordsBehind || IsParted(said, count))) return found;
        }

        var spoken = UntilEnd(said);
        return spoken.Length is > 0 and <= MostUnknownWords ? Guess(Join(spoken, ' ')) : null;
    }

    private static bool IsParted(ImmutableArray<string> said, int count) =>
        Ends.Contains(said[count - 1][^1], StringComparison.Ordinal) || Begins.Contains(said[count][0], StringComparison.Ordinal);

    // Words that one sign ends belong together; what follows is a remark.
    private static ImmutableArray<string> UntilEnd(ImmutableArray<string> said)
    {
        var end = said.ToList().FindIndex(static word => Ends.Contains(word[^1], StringComparison.Ordinal));
        return [.. (end < 0 ? said : said.Take(end + 1)).Select(static word => word.Trim(Ends.ToCharArray())).Where(static word => word.Length > 0)];
    }

    private MailCommand? Find(ImmutableArray<string> said, int count)
    {
        var text = Join(said.Take(count), ' ').TrimEnd(Ends.ToCharArray());
        var key = text.Replace(' ', '-').Replace('_', '-');
        var known = words.FirstOrDefault(one => one.Word == key);
        return known.Word is null ? null : new(text, known.State, Suggestion: null);
    }

    private MailCommand Guess(string text)
    {
        var key = text.Replace(' ', '-').Replace('_', '-');
        var near = words.Where(one => IsNear(key, one.Word)).ToList();
        // Several words of one state are as good as one; of several states nobody can tell.
        return near.Select(static one => one.State).Distinct().Count() == 1 ? new(text, near[0].State, near.MinBy(one => Spelling.Distance(key, one.Word)).Word) : new(text, Means: null, Suggestion: null);
    }

    private static bool IsNear(string typed, string word)
    {
        if (typed.Length < 3 || word.Length < 3) return false;
        if (typed.Length >= 4 && word.StartsWith(typed, StringComparison.Ordinal)) return true;
        return Spelling.Distance(typed, word) <= (word.Length > 6 ? 2 : 1);
    }

    private static ImmutableArray<string> Split(string text) =>
        [.. text.ToLowerInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(static word => word.Trim(Quotes)).Where(static word => word.Length > 0)];

    private static string Join(IEnumerable<string> some, char between) => string.Join(between, some);

    private static IEnumerable<(string Word, PatchState State)> ListWords(StateWords one) =>
        PatchStates.TryParse(one.State, out var state) ? one.Words.Select(word => (word, state)) : [];
}
