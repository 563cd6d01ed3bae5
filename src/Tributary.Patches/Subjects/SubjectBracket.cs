namespace Tributary.Patches;

/// <summary>One bracket at the beginning of a subject, <c>[PATCH bpf-next v3 2/7]</c>, its words read.</summary>
internal sealed class SubjectBracket
{
    private const int MostWords = 32;

    // Brackets of reports, lists and filters that no patch bears by itself.
    private static readonly HashSet<string> NoPatch = new(StringComparer.OrdinalIgnoreCase)
    {
        "bug", "syzbot", "syzkaller", "regression", "problem", "report", "question", "discuss", "discussion", "ann", "announce", "announcement", "external",
        "ext", "spam", "help", "reminder", "issue",
    };

    private static readonly HashSet<string> PullWords = new(StringComparer.OrdinalIgnoreCase) { "git", "pull", "request", "pull-request", "please" };

    /// <summary>The words without PATCH, version and number, as written.</summary>
    public List<string> Tags { get; } = [];

    /// <summary>The words as Patchwork names them: all but PATCH.</summary>
    public List<string> Names { get; } = [];

    /// <summary>True when it holds PATCH or PATCHSET in some form.</summary>
    public bool HasPatch { get; private set; }

    /// <summary>True when it says PATCHSET.</summary>
    public bool HasPatchSet { get; private set; }

    /// <summary>The version that it gives, or null.</summary>
    public (int Version, int Minor)? Version { get; private set; }

    /// <summary>The number that it gives, and the total where that is known; or null.</summary>
    public (int Number, int? Total)? Number { get; private set; }

    /// <summary>True when a word says RFC.</summary>
    public bool IsRfc { get; private set; }

    /// <summary>True when a word says RESEND or REPOST.</summary>
    public bool IsResend { get; private set; }

    /// <summary>True when it says that this is a request to pull.</summary>
    public bool IsPull { get; private set; }

    /// <summary>True when a word names a tree by the habit of all kernel lists: <c>next</c>, <c>net-next</c>.</summary>
    public bool HasNext { get; private set; }

    /// <summary>True when it may only stand on a patch.</summary>
    public bool SaysPatch => HasPatch || Number is not null || Version is not null || ((IsRfc || IsResend || HasNext) && !HasForeignWord);

    /// <summary>True for a bracket of a report, a list or a filter, <c>[Bug 1234]</c>, <c>[syzbot]</c>.</summary>
    public bool IsForeign => !SaysPatch && !IsPull && (Tags.Count == 0 || HasForeignWord);

    private bool HasForeignWord => Tags.Exists(tag => NoPatch.Contains(tag.TrimEnd('?', ':', '!')) || tag.Contains(':', StringComparison.Ordinal));

    /// <summary>True for a bracket that looks like a mailing list's, to be left out where a patch's own follows: <c>[Linux-kernel-mentees]</c>.</summary>
    public bool LooksLikeList => !SaysPatch && Tags is [var name] && (IsListName(name) || NoPatch.Contains(name));

    /// <summary>Reads the inside of a bracket.</summary>
    public static SubjectBracket Read(ReadOnlySpan<char> inside)
    {
        var bracket = new SubjectBracket();
        var words = new List<string>();
        // (SplitAny of so many separators would be compiled while the program runs.)
        var start = 0;
        for (var at = 0; at <= inside.Length && words.Count < MostWords; at++)
        {
            if (at < inside.Length && inside[at] is not (' ' or '\t' or ',' or ';' or '[' or ']' or '\u00A0' or '\u3000')) continue;
            if (at > start) words.Add(inside[start..at].ToString());
            start = at + 1;
        }

        bracket.IsPull = words.Exists(word => word.Equals("pull", StringComparison.OrdinalIgnoreCase) || word.Equals("pull-request", StringComparison.OrdinalIgnoreCase));
        for (var at = 0; at < words.Count; at++)
        {
            var taken = bracket.TakeGroup(words, at);
            if (taken == 0) bracket.Take(words[at]);
            else at += taken - 1;
        }

        return bracket;
    }

    // "2 of 7", "2 / 7" and "v 2" are several words that say one thing.
    private int TakeGroup(List<string> words, int at)
    {
        if (TakeParted(words, at) is > 0 and var parted) return parted;
        if (at + 2 < words.Count && words[at + 1].Equals("of", StringComparison.OrdinalIgnoreCase)
            && SubjectWord.TryReadNumber($"{words[at]}/{words[at + 2]}", out var number, out var total))
        {
            Number ??= (number, total);
            Names.Add($"{words[at]}/{words[at + 2]}");
            return 3;
        }

        if (at + 1 < words.Count && SubjectWord.IsVersionWord(words[at]) && SubjectWord.TryReadVersion("v" + words[at + 1], out var version, out var minor))
        {
            Version = (version, minor);
            Names.Add("v" + words[at + 1]);
            return 2;
        }

        return 0;
    }

    // "2 / 7", "2/ 7", "2 /7"
    private int TakeParted(List<string> words, int at)
    {
        if (at + 1 >= words.Count || !(words[at].EndsWith('/') || words[at + 1].StartsWith('/'))) return 0;
        var count = words[at + 1] == "/" ? 3 : 2;
        if (at + count > words.Count) return 0;
        var whole = string.Concat(words.GetRange(at, count));
        if (!SubjectWord.TryReadNumber(whole, out var number, out var total)) return 0;
        Number ??= (number, total);
        Names.Add(whole);
        return count;
    }

    private void Take(string word)
    {
        var read = SubjectWord.Read(word);
        if (read.Kind == SubjectWordKind.Tag && GluedWords.Split(word) is { } glued)
        {
            foreach (var (part, text) in glued) Take(part, text);
            Names.Add(word);
            return;
        }

        if (read.Kind is not SubjectWordKind.Patch and not SubjectWordKind.Noise || word.Length > "PATCH:".Length) Names.Add(word);
        Take(read, word);
    }

    private void Take(SubjectWord read, string word)
    {
        switch (read.Kind)
        {
            case SubjectWordKind.Patch: HasPatch = true; break;
            case SubjectWordKind.PatchSet: HasPatch = HasPatchSet = true; break;
            case SubjectWordKind.Number: Number ??= (read.First, read.Second); break;
            case SubjectWordKind.Version: Version = (read.First, read.Second ?? 0); break;
            case SubjectWordKind.Tag: TakeTag(word.Trim('(', ')').TrimEnd('.')); break;
        }
    }

    private void TakeTag(string word)
    {
        if (word.Length == 0 || (IsPull && PullWords.Contains(word))) return;
        Tags.Add(word);
        if (word.Equals("RFC", StringComparison.OrdinalIgnoreCase)) IsRfc = true;
        else if (word.StartsWith("RESEN", StringComparison.OrdinalIgnoreCase) || word.StartsWith("REPOST", StringComparison.OrdinalIgnoreCase)) IsResend = true;
        else if (word.EndsWith("next", StringComparison.OrdinalIgnoreCase) && word.Length <= 40) HasNext |= word.Length == 4 || word[^5] is '-' or '_' or '/';
    }

    // Lists bear names of words ("Bridge", "Intel-wired-lan") or end as lists do; trees are short and in one case ("bpf-next", "HID").
    private static bool IsListName(string name)
    {
        foreach (var ending in ListEndings)
        {
            if (name.EndsWith(ending, StringComparison.OrdinalIgnoreCase)) return true;
        }

        return name.Length > 3 && char.IsUpper(name[0]) && name.AsSpan(1).IndexOfAnyInRange('a', 'z') >= 0 && !name.Contains('/', StringComparison.Ordinal);
    }

    private static readonly string[] ListEndings = ["-dev", "-devel", "-list", "-users", "-discuss", "-patches", "-announce", "-sig", "-mentees", "-lan"];
}
