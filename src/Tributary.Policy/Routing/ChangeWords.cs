using System.Collections.Frozen;

namespace Tributary.Policy;

/// <summary>What the words of a title say of a change.</summary>
internal static class ChangeWords
{
    private static readonly FrozenSet<string> Cosmetic = FrozenSet.ToFrozenSet(
    [
        "typo", "typos", "spelling", "mispelled", "misspelled", "misspelling", "unused", "duplicate", "duplicated", "unneeded", "unnecessary", "semicolon", "semicolons",
        "redundant", "cocci", "coccicheck", "whitespace", "whitespaces", "blank", "comment", "comments", "arraysize", "cleanup", "cleanups", "clean-up", "executable",
    ], StringComparer.Ordinal);

    private static readonly FrozenSet<string> Fixing = FrozenSet.ToFrozenSet(
    [
        "fix", "fixes", "fixed", "fixing", "correct", "avoid", "prevent", "leak", "leaks", "crash", "failure", "failures", "broken", "bug", "missing", "wrong", "incorrect",
        "race", "uninitialized", "deadlock", "hang", "overflow", "revert", "regression", "compilation", "compile", "build", "error", "errors", "dependency",
    ], StringComparer.Ordinal);

    private static readonly FrozenSet<string> New = FrozenSet.ToFrozenSet(
    [
        "introduce", "implement", "extend", "convert", "migrate", "refactor", "rework", "replace", "change", "switch", "simplify", "support", "supports", "supporting", "adopt",
        "use", "new", "move", "allow", "quieter",
    ], StringComparer.Ordinal);

    private static readonly FrozenSet<string> Building = FrozenSet.ToFrozenSet(["compilation", "compile", "compiling", "build", "building", "cross-build", "cross-compiling"], StringComparer.Ordinal);

    private static readonly FrozenSet<string> Failing = FrozenSet.ToFrozenSet(["fail", "fails", "failed", "failure", "failures", "error", "errors", "breakage"], StringComparer.Ordinal);

    private const string WordLetters = "-_'";

    /// <summary>The words, lower case, without punctuation; <c>array_size.cocci</c> gives both its halves and their joined form.</summary>
    public static List<string> Split(string title)
    {
        var words = new List<string>(12);
        for (var at = 0; at < title.Length;)
        {
            var end = at;
            while (end < title.Length && (char.IsAsciiLetterOrDigit(title[end]) || WordLetters.Contains(title[end], StringComparison.Ordinal))) end++;
            if (end > at) words.Add(title[at..end].ToLowerInvariant().Trim('-', '\''));
            at = end + 1;
        }

        return words;
    }

    /// <summary>The first word of each kind, or null.</summary>
    public static string? FindCosmetic(List<string> words) => words.Find(static word => Cosmetic.Contains(word) || word is "array_size");

    /// <summary>The first word that speaks of a fix, or null.</summary>
    public static string? FindFix(List<string> words) => words.Find(Fixing.Contains);

    /// <summary>The first word that speaks of something new, or null.</summary>
    public static string? FindNew(List<string> words) => words.Find(New.Contains);

    /// <summary>True when a build is broken: <c>compilation failure</c>, <c>broken build</c>, <c>fails to build</c>.</summary>
    public static bool SpeaksOfBrokenBuild(List<string> words)
    {
        for (var at = 0; at < words.Count; at++)
        {
            if (!Building.Contains(words[at])) continue;
            if (at + 1 < words.Count && Failing.Contains(words[at + 1])) return true;
            if ((at > 0 && words[at - 1] == "broken") || (at > 1 && words[at - 1] == "to" && Failing.Contains(words[at - 2]))) return true;
        }

        return false;
    }
}
