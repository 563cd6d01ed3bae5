using System.Collections.Immutable;
using System.Text;

namespace Tributary.Patches;

/// <summary>Reads a subject from its beginning: marks of answers and brackets in any order, then the title. Linear, and never throws.</summary>
internal ref struct SubjectReader
{
    private const int MostBrackets = 16;
    private const int LongestBarePrefix = 80;
    private const int LongestVersion = 5;

    private readonly string raw;
    private readonly List<(SubjectBracket Bracket, bool Glued)> brackets;
    private ReadOnlySpan<char> rest;
    private bool isReply;
    private bool isForward;
    private bool isPull;

    private SubjectReader(string subject)
    {
        raw = subject;
        rest = subject;
        brackets = [];
    }

    /// <summary>Takes a subject apart.</summary>
    public static PatchSubject Read(string subject)
    {
        var reader = new SubjectReader(subject);
        while (reader.TakeNext())
        {
        }

        return reader.Finish();
    }

    private bool TakeNext()
    {
        rest = rest.TrimStart();
        if (rest.IsEmpty || brackets.Count == MostBrackets) return false;
        if (rest[0] == '[') return TakeBracket();
        if (TakeReplyMark() || TakeFilterMark()) return true;
        return TakeBarePrefix();
    }

    private bool TakeFilterMark()
    {
        if (brackets.Count > 0 || !FilterMark.TryRead(rest, out var length)) return false;
        rest = rest[length..];
        return true;
    }

    private bool TakeReplyMark()
    {
        if (!ReplyMark.TryRead(rest, out var length, out var forward)) return false;
        // Behind a patch's bracket stands its title: "rv:" and the like are the names of areas there.
        if (brackets.Exists(item => item.Bracket.SaysPatch) && !rest.StartsWith("Re", StringComparison.OrdinalIgnoreCase)) return false;
        isReply |= !forward;
        isForward |= forward;
        rest = rest[length..];
        return true;
    }

    private bool TakeBracket()
    {
        var close = FindClose(rest);
        if (close < 0) return TakeUnclosed();
        var bracket = SubjectBracket.Read(rest[1..close]);
        var after = rest[(close + 1)..];
        // "[PATCH 58/58] [dax|pmem]: Enable …": a bracket with a colon behind the patch's own belongs to the title.
        if (after.StartsWith(":") && !bracket.SaysPatch && brackets.Exists(item => item.Bracket.SaysPatch)) return false;
        Add(bracket, after);
        return true;
    }

    private void Add(SubjectBracket bracket, ReadOnlySpan<char> after)
    {
        brackets.Add((bracket, after.StartsWith("[")));
        isPull |= bracket.IsPull;
        rest = bracket.SaysPatch || bracket.IsPull ? after.TrimStart().TrimStart(":") : after;
    }

    // "[PATCH v2 a title": the words that only a prefix has are taken, the rest is the title.
    private bool TakeUnclosed()
    {
        var end = 1;
        while (end < rest.Length)
        {
            var next = rest[end..].IndexOf(' ');
            var stop = next < 0 ? rest.Length : end + next;
            if (!IsPrefixWord(rest[end..stop])) break;
            end = Math.Min(stop + 1, rest.Length);
        }

        var bracket = SubjectBracket.Read(rest[1..end]);
        if (!bracket.HasPatch) return false;
        brackets.Add((bracket, false));
        rest = rest[end..].TrimStart();
        return false;
    }

    // "PATCH: title", "PATCH v2 1/3: title", "PATCH [1/1]: title", "PATCH net 1/2] title": the bracket or half of it was left out.
    private bool TakeBarePrefix()
    {
        if (brackets.Count > 0 || !rest.StartsWith("PATCH", StringComparison.OrdinalIgnoreCase)) return TakePull();
        var window = rest[..Math.Min(rest.Length, LongestBarePrefix)];
        var end = window.IndexOfAny("[]:");
        if (end < 0) return false;
        if (window[end] != ']')
        {
            foreach (var range in window[..end].Split(' '))
            {
                if (!window[range].IsEmpty && !IsPrefixWord(window[..end][range])) return false;
            }
        }

        var bracket = SubjectBracket.Read(window[..end]);
        if (!bracket.HasPatch) return false;
        Add(bracket, window[end] == '[' ? rest[end..] : rest[(end + 1)..]);
        return true;
    }

    // "pull-request: bpf-next 2024-11-14", "pull request (net): …", "GIT PULL: …" (TREE-4): the words stay in the title.
    private bool TakePull()
    {
        isPull |= rest.StartsWith("pull-request", StringComparison.OrdinalIgnoreCase) || rest.StartsWith("pull request", StringComparison.OrdinalIgnoreCase)
            || rest.StartsWith("git pull", StringComparison.OrdinalIgnoreCase);
        return false;
    }

    private readonly PatchSubject Finish()
    {
        var firstPatch = brackets.FindIndex(item => item.Bracket.SaysPatch || item.Bracket.IsPull);
        var kept = KeptBrackets(firstPatch);
        var version = kept.FindLast(bracket => bracket.Version is not null)?.Version;
        var number = kept.Find(bracket => bracket.Number is not null)?.Number;
        var title = Tidy(rest);
        var given = version ?? (firstPatch >= 0 ? VersionOf(title) : null);
        return new()
        {
            Raw = raw,
            IsReply = isReply,
            IsForward = isForward,
            IsPull = isPull,
            IsPatchSet = kept.Exists(bracket => bracket.HasPatchSet),
            SaysPatch = firstPatch >= 0 && kept.Exists(bracket => bracket.SaysPatch),
            Tags = [.. kept.SelectMany(bracket => bracket.Tags)],
            Version = given?.Version ?? 1,
            MinorVersion = given?.Minor ?? 0,
            HasVersion = given is not null,
            Number = number?.Number,
            Total = number?.Total,
            IsRfc = kept.Exists(bracket => bracket.IsRfc),
            IsResend = kept.Exists(bracket => bracket.IsResend),
            Title = title,
            Name = NameOf(kept, title),
        };
    }

    // "[PATCH] a title (v2)": in parentheses at its end, where the brackets give none.
    private static (int Version, int Minor)? VersionOf(ReadOnlySpan<char> title)
    {
        var open = title.LastIndexOf('(');
        if (open <= 0 || !title.EndsWith(")") || title.Length - open > LongestVersion || char.ToLowerInvariant(title[open + 1]) != 'v') return null;
        return SubjectWord.TryReadVersion(title[open..], out var version, out var minor) && minor == 0 ? (version, 0) : null;
    }

    // Without a patch's bracket one of a report speaks for all: "[syzbot] [mm?] INFO: …".
    private readonly List<SubjectBracket> KeptBrackets(int firstPatch)
    {
        var kept = new List<SubjectBracket>();
        if (firstPatch < 0 && brackets.Exists(item => item.Bracket.IsForeign)) return kept;
        for (var at = 0; at < brackets.Count; at++)
        {
            var (bracket, glued) = brackets[at];
            var isAhead = firstPatch < 0 || at < firstPatch;
            if (!isAhead || (!bracket.IsForeign && (glued || !bracket.LooksLikeList))) kept.Add(bracket);
        }

        return kept;
    }

    private static string NameOf(List<SubjectBracket> kept, string title)
    {
        var words = kept.SelectMany(bracket => bracket.Names).ToImmutableArray();
        return words.IsEmpty ? title : $"[{string.Join(',', words)}] {title}";
    }

    private static bool IsPrefixWord(ReadOnlySpan<char> word)
    {
        if (SubjectWord.Read(word).Kind is not SubjectWordKind.Tag) return true;
        var bracket = SubjectBracket.Read(word);
        return bracket.SaysPatch;
    }

    // The bracket that closes the first one; brackets may stand in each other: "[[PATCH net-next]]".
    private static int FindClose(ReadOnlySpan<char> text)
    {
        var depth = 0;
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == '[') depth++;
            else if (text[at] == ']' && --depth == 0) return at;
        }

        return depth == 0 ? -1 : text.IndexOf(']');
    }

    // One blank between words, as mail programs fold subjects where they like.
    private static string Tidy(ReadOnlySpan<char> text)
    {
        text = text.Trim();
        if (!NeedsTidying(text)) return text.ToString();
        var tidy = new StringBuilder(text.Length);
        foreach (var letter in text)
        {
            if (!char.IsWhiteSpace(letter)) tidy.Append(letter);
            else if (tidy[^1] != ' ') tidy.Append(' ');
        }

        return tidy.ToString();
    }

    private static bool NeedsTidying(ReadOnlySpan<char> text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (char.IsWhiteSpace(text[at]) && (text[at] != ' ' || text[at - 1] == ' ')) return true;
        }

        return false;
    }
}
