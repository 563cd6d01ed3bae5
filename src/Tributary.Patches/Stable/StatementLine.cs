using System.Collections.Immutable;

namespace Tributary.Patches;

/// <summary>Reads one line that may state an upstream commit.</summary>
internal ref struct StatementLine
{
    private readonly ReadOnlySpan<char> line;
    private ReadOnlySpan<char> rest;
    private bool isBracketed;

    private StatementLine(ReadOnlySpan<char> line)
    {
        this.line = line;
        rest = line;
    }

    /// <summary>Adds what a line states.</summary>
    /// <param name="line">The line, trimmed.</param>
    /// <param name="isStart">True where it begins a paragraph.</param>
    /// <param name="found">Where it goes.</param>
    public static void Read(ReadOnlySpan<char> line, bool isStart, ImmutableArray<UpstreamStatement>.Builder found)
    {
        if (line.Length < 12) return;
        var reading = new StatementLine(line);
        reading.OpenBracket();
        // In the midst of a paragraph only what begins a sentence counts: the rest is prose that a mail program has broken.
        isStart |= reading.isBracketed;
        if ((isStart || line[0] == 'C') && reading.TryLead(StatementWords.PickLeads, StatementKind.CherryPicked, found)) return;
        if ((isStart || line.StartsWith("This ") || line.StartsWith("Backport")) && reading.TryBackport(found)) return;
        if (isStart) reading.ReadPlain(found);
    }

    private void OpenBracket()
    {
        if (rest is ['[' or '(' or '{', ..])
        {
            isBracketed = true;
            rest = rest[1..].TrimStart();
        }
    }

    private bool TryBackport(ImmutableArray<UpstreamStatement>.Builder found)
    {
        var start = rest;
        for (var i = 0; i < 4 && TakeAny(StatementWords.Openings); i++)
        {
            // Each is passed over.
        }

        if (TryLead(StatementWords.BackportLeads, StatementKind.Backport, found)) return true;
        // "This is upstream commit X", "This is commit X upstream".
        if (rest.Length < start.Length && ReadPlain(found)) return true;
        rest = start;
        return false;
    }

    private bool TryLead(string[] leads, StatementKind kind, ImmutableArray<UpstreamStatement>.Builder found)
    {
        var start = rest;
        if (TakeAny(leads))
        {
            TakeUpstreamName();
            if (TakeCommitWord() && TakeCommits(kind, found)) return true;
        }

        rest = start;
        return false;
    }

    // "commit X upstream", "Upstream commit X".
    private bool ReadPlain(ImmutableArray<UpstreamStatement>.Builder found)
    {
        var start = rest;
        var before = found.Count;
        if (TakeAny(StatementWords.Upstream))
        {
            Take(":");
            if ((TakeCommitWord() || rest is [_, ..] && HexWord.Length(rest) >= HexWord.Least) && TakeCommits(StatementKind.UpstreamCommit, found) && IsEnd()) return true;
        }
        else if (TakeCommitWord())
        {
            // "commit upstream X" is said, too.
            var isNamed = TakeUpstreamName();
            if (TakeCommits(StatementKind.CommitUpstream, found) && (isNamed || TakeUpstreamName()) && IsEnd()) return true;
        }
        else if (HexWord.Length(rest) >= HexWord.Long && TakeCommits(StatementKind.CommitUpstream, found) && TakeUpstreamName() && IsEnd()) return true;

        while (found.Count > before) found.RemoveAt(found.Count - 1);
        rest = start;
        return false;
    }

    // The commits of a list: "X", "X ("title")", "X, Y and Z".
    private bool TakeCommits(StatementKind kind, ImmutableArray<UpstreamStatement>.Builder found)
    {
        var before = found.Count;
        while (true)
        {
            Take("commit ");
            var length = HexWord.Length(rest);
            if (length < HexWord.Least) break;
            found.Add(new(kind, rest[..length].ToString().ToLowerInvariant(), line.ToString()));
            rest = rest[length..].TrimStart();
            TakeTitle();
            var mark = rest;
            if (Take(",") | Take("and ") | Take("& ") | Take("+ ")) continue;
            rest = mark;
            break;
        }

        return found.Count > before;
    }

    private void TakeTitle()
    {
        if (rest is not ['(' or '"' or '\'', ..]) return;
        var close = rest[0] == '(' ? rest.IndexOf("\")") is >= 0 and var both ? both + 1 : rest.IndexOf(')') : rest[1..].IndexOf(rest[0]) + 1;
        if (close > 0) rest = rest[(close + 1)..].TrimStart();
    }

    private bool IsEnd()
    {
        var after = rest.TrimStart(" ,;:]})\"'");
        return isBracketed || after is [] or ['.' or '(' or '[' or '-', ..] || Array.Exists(StatementWords.Continuations, Starts(after.ToString()));
    }

    private static Predicate<string> Starts(string text) => word => text.StartsWith(word, StringComparison.OrdinalIgnoreCase);

    private bool TakeUpstreamName()
    {
        var start = rest;
        for (var i = 0; i < 2 && TakeAny(StatementWords.Prepositions); i++)
        {
            // "in the".
        }

        if (TakeAny(StatementWords.Upstream) && (rest.IsEmpty || !char.IsAsciiLetterOrDigit(rest[0]) || rest.Length < line.Length && line[line.Length - rest.Length - 1] == ' ')) return true;
        rest = start;
        return false;
    }

    private bool TakeCommitWord()
    {
        Take("-");
        if (!(Take("commit-id") || Take("commits") || Take("commit") || Take("change") || Take("sha1") || Take("patch") || HexWord.Length(rest) >= HexWord.Least)) return false;
        if (!Take("id")) Take("sha1");
        Take(":");
        return true;
    }

    private bool TakeAny(string[] words)
    {
        foreach (var word in words)
        {
            if (Take(word)) return true;
        }

        return false;
    }

    private bool Take(string word)
    {
        if (!rest.StartsWith(word, StringComparison.OrdinalIgnoreCase)) return false;
        rest = rest[word.Length..].TrimStart();
        return true;
    }
}
