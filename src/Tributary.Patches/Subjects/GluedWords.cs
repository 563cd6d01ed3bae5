namespace Tributary.Patches;

/// <summary>Words of a subject's bracket that stand together without a blank: <c>PATCHv3</c>, <c>RFC/PATCH</c>, <c>v2-1/3</c>.</summary>
internal static class GluedWords
{
    private const int LongestPair = 16;
    private const string Patch = "PATCH";
    private const string Gaps = "-_/|:+";

    /// <summary>Parts such a word.</summary>
    /// <param name="word">A word that says nothing as a whole.</param>
    /// <returns>Its words, each read, with the text of those that are tags; null where it is one word after all.</returns>
    public static List<(SubjectWord Read, string Text)>? Split(ReadOnlySpan<char> word)
    {
        if (StartsWith(word, Patch)) return SplitSet(word) ?? SplitBehind(word[Patch.Length..], SubjectWordKind.Patch) ?? SplitByCase(word);
        if ((SplitPair(word) ?? SplitBefore(word)) is { } pair) return pair;
        if (StartsWith(word, "RFC")) return SplitTag(word[..3], word[3..]);
        if (StartsWith(word, "RESEND") && word.Length > 6) return SplitTag(word[..6], word[6..]);
        var dash = word.IndexOfAny("-_/");
        return dash > 0 && SubjectWord.Read(word[..dash]).Kind == SubjectWordKind.Version && StartsWith(word[(dash + 1)..], "RESEND") ? SplitTag(word[(dash + 1)..], word[..dash]) : null;
    }

    private static List<(SubjectWord Read, string Text)>? SplitSet(ReadOnlySpan<char> word)
    {
        if (StartsWith(word, "PATCHSET")) return SplitBehind(word["PATCHSET".Length..], SubjectWordKind.PatchSet);
        return StartsWith(word, "PATCHES") ? SplitBehind(word["PATCHES".Length..], SubjectWordKind.Patch) : null;
    }

    // "PATCHv3", "PATCH-v2", "PATCH1/8", "PATCH/RFC"
    private static List<(SubjectWord Read, string Text)>? SplitBehind(ReadOnlySpan<char> rest, SubjectWordKind kind)
    {
        if (rest.IsEmpty) return null;
        var glued = rest.TrimStart(Gaps).TrimStart('#');
        if (glued.IsEmpty) return [(new(kind), "")];
        // "PATCHv4-resend"
        var dash = glued.IndexOfAny("-_/");
        if (dash > 0 && SubjectWord.Read(glued) is { Kind: SubjectWordKind.Tag } && SubjectWord.Read(glued[..dash]) is { Kind: SubjectWordKind.Version } version)
            return [(new(kind), ""), (version, ""), (SubjectWord.Read(glued[(dash + 1)..]), glued[(dash + 1)..].ToString())];
        if (char.IsAsciiLetter(rest[0]) && SubjectWord.Read(rest).Kind != SubjectWordKind.Version) return null;
        return [(new(kind), ""), (SubjectWord.Read(glued), glued.ToString())];
    }

    // "PATCHbpf-next": the change of case parts the words.
    private static List<(SubjectWord Read, string Text)>? SplitByCase(ReadOnlySpan<char> word) =>
        word.Length > Patch.Length && word.StartsWith(Patch, StringComparison.Ordinal) && char.IsAsciiLetterLower(word[Patch.Length])
            ? [(new(SubjectWordKind.Patch), ""), (new(SubjectWordKind.Tag), word[Patch.Length..].ToString())] : null;

    // "v2PATCH1/4"
    private static List<(SubjectWord Read, string Text)>? SplitBefore(ReadOnlySpan<char> word)
    {
        var patch = word.IndexOf(Patch, StringComparison.OrdinalIgnoreCase);
        if (patch <= 0) return null;
        var read = SubjectWord.Read(word[..patch].TrimEnd(Gaps));
        if (read.Kind is not SubjectWordKind.Version and not SubjectWordKind.Number) return null;
        var rest = word[(patch + Patch.Length)..];
        var words = rest.IsEmpty ? [(new(SubjectWordKind.Patch), "")] : SplitBehind(rest, SubjectWordKind.Patch);
        words?.Add((read, ""));
        return words;
    }

    // "v2-1/3", "v2_1/3", "1/3-v2", "1/3v2"
    private static List<(SubjectWord Read, string Text)>? SplitPair(ReadOnlySpan<char> word)
    {
        for (var at = 2; at + 1 < word.Length && word.Length <= LongestPair; at++)
        {
            if (word[at] is not ('-' or '_' or 'v' or 'V')) continue;
            var (first, second) = (SubjectWord.Read(word[..at]), SubjectWord.Read(word[at..].TrimStart("-_")));
            if ((first.Kind, second.Kind) is (SubjectWordKind.Version, SubjectWordKind.Number) or (SubjectWordKind.Number, SubjectWordKind.Version)) return [(first, ""), (second, "")];
        }

        return null;
    }

    // "RFCv2", "RFC/PATCH", "v2-resend": only a version, a number or PATCH counts beside the tag, else the word is one tag ("RFC-ish").
    private static List<(SubjectWord Read, string Text)>? SplitTag(ReadOnlySpan<char> tag, ReadOnlySpan<char> glued)
    {
        var rest = glued.TrimStart(Gaps);
        var read = SubjectWord.Read(rest);
        return read.Kind is SubjectWordKind.Tag or SubjectWordKind.Noise ? null : [(new(SubjectWordKind.Tag), tag.ToString()), (read, rest.ToString())];
    }

    private static bool StartsWith(ReadOnlySpan<char> word, string name) => word.StartsWith(name, StringComparison.OrdinalIgnoreCase);
}
