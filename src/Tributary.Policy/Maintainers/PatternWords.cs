using System.Collections.Immutable;

namespace Tributary.Policy;

/// <summary>The words of a regular expression of which every matching text holds one: for each of its alternatives the longest run of plain characters outside of groups.</summary>
internal static class PatternWords
{
    private const int Shortest = 2;

    /// <summary>The words; empty when some alternative has none.</summary>
    public static ImmutableArray<string> Find(string pattern)
    {
        var words = ImmutableArray.CreateBuilder<string>();
        var (best, run) = ("", "");
        for (var at = 0; at < pattern.Length; at++)
        {
            if (pattern[at] == '|')
            {
                if (!Take()) return [];
                continue;
            }

            var next = Step(pattern, at, out var letter);
            if (letter is null)
            {
                EndRun();
                // An optional group may hold nothing; what it holds is not looked into either way.
                at = next - 1;
                continue;
            }

            at = next - 1;
            if (next < pattern.Length && pattern[next] is '*' or '?' or '{')
            {
                EndRun();
                continue;
            }

            run += letter;
            if (next < pattern.Length && pattern[next] == '+') EndRun();
        }

        return Take() ? words.ToImmutable() : [];

        void EndRun()
        {
            if (run.Length > best.Length) best = run;
            run = "";
        }

        bool Take()
        {
            EndRun();
            if (best.Length < Shortest) return false;
            words.Add(best);
            best = "";
            return true;
        }
    }

    /// <summary>The plain character at a place, or null; and the place behind it or behind the group or class that begins there.</summary>
    private static int Step(string pattern, int at, out char? letter)
    {
        letter = null;
        switch (pattern[at])
        {
            case '(':
                return EndOfGroup(pattern, at);
            case '[':
                return EndOfClass(pattern, at);
            case '{':
                var end = pattern.IndexOf('}', at);
                return end < 0 ? pattern.Length : end + 1;
            case '\\' when at + 1 < pattern.Length:
                if (!char.IsAsciiLetterOrDigit(pattern[at + 1])) letter = pattern[at + 1];
                return at + 2;
            case '#':
                // A comment to the end, where white space means nothing.
                return pattern.Length;
            case '.' or '^' or '$' or '*' or '+' or '?' or ')' or ' ' or '\t' or '\\':
                return at + 1;
            default:
                letter = pattern[at];
                return at + 1;
        }
    }

    private static int EndOfGroup(string pattern, int at)
    {
        var depth = 0;
        while (at < pattern.Length)
        {
            switch (pattern[at])
            {
                case '\\':
                    at += 2;
                    continue;
                case '[':
                    at = EndOfClass(pattern, at);
                    continue;
                case '(':
                    depth++;
                    break;
                case ')' when --depth == 0:
                    return at + 1;
            }

            at++;
        }

        return pattern.Length;
    }

    private static int EndOfClass(string pattern, int at)
    {
        at++;
        if (at < pattern.Length && pattern[at] == '^') at++;
        if (at < pattern.Length && pattern[at] == ']') at++;
        while (at < pattern.Length && pattern[at] != ']') at += pattern[at] == '\\' ? 2 : 1;
        return Math.Min(at + 1, pattern.Length);
    }
}
