using System.Text;

namespace Tributary.Patches;

/// <summary>
/// Reads the diff of a text from its first header on. Hunks are read by their counts, so that a removed line <c>- </c> is not
/// taken for a signature, and a signature not for a removed line. Linear, and never throws.
/// </summary>
internal ref struct DiffReader
{
    private readonly string source;
    private readonly ReadOnlySpan<char> text;
    private readonly List<Range> pieces;
    private readonly DiffFileBuilder files;
    private readonly StringBuilder other;
    private int oldLeft;
    private int newLeft;
    private int pieceStart;
    private int pieceEnd;
    private bool isOpen;
    private bool isBinary;
    private bool isUncounted;
    private int blanksStart;
    private bool isDamaged;

    private DiffReader(string source)
    {
        this.source = source;
        text = source;
        pieces = [];
        files = new();
        other = new();
        pieceStart = blanksStart = -1;
    }

    /// <summary>Where the first diff of a text begins, at or after a place; -1 when there is none.</summary>
    public static int Find(ReadOnlySpan<char> text, int from)
    {
        while (from < text.Length)
        {
            if (DiffLine.StartsDiff(text, from)) return from;
            var length = text[from..].IndexOf('\n');
            if (length < 0) return -1;
            from += length + 1;
        }

        return -1;
    }

    /// <summary>Reads the diff that begins at a place.</summary>
    public static DiffReading Read(string source, int start)
    {
        var reader = new DiffReader(source);
        for (var at = start; at < source.Length;)
        {
            var line = DiffLine.At(source, at, out var next);
            if (!reader.Take(line, at, next)) break;
            at = next;
        }

        return reader.Finish(start);
    }

    // Returns false at the signature or footer: nothing behind it is the patch's.
    private bool Take(ReadOnlySpan<char> line, int at, int next)
    {
        if (oldLeft > 0 || newLeft > 0)
        {
            if (TakeHunkLine(line, next)) return Keep(at, next);
            oldLeft = newLeft = 0;
            isDamaged = true;
        }

        if (isUncounted)
        {
            if (TakeUncountedLine(line, at, next)) return true;
            isUncounted = false;
            blanksStart = -1;
        }

        if (isBinary)
        {
            if (IsBinaryLine(line)) return Keep(at, next);
            isBinary = false;
        }

        if (isOpen ? IsOpenLine(line, at) : DiffLine.StartsDiff(text, at)) return TakeHeader(line, at, next);
        if (line.IsWhiteSpace()) return true;
        if (MailFooter.StartsAt(text, at)) return false;
        isOpen = false;
        if (DiffLine.StartsDiff(text, at)) return TakeHeader(line, at, next);
        other.Append(line).Append('\n');
        return true;
    }

    private readonly bool IsOpenLine(ReadOnlySpan<char> line, int at)
    {
        if (line.StartsWith("@@")) return files.HasNames;
        if (line.StartsWith("\\ ")) return true;
        if (line.StartsWith("--- ")) return text[(at + line.Length)..].StartsWith("\n+++ ");
        return DiffLine.IsHeader(line);
    }

    private bool TakeHeader(ReadOnlySpan<char> line, int at, int next)
    {
        isOpen = true;
        if (DiffLine.TryReadHunk(line, out oldLeft, out newLeft)) return Keep(at, next);
        oldLeft = newLeft = 0;
        isUncounted = line.StartsWith("@@");
        isDamaged |= isUncounted;
        isBinary = line.StartsWith("GIT binary patch");
        files.Take(line);
        return Keep(at, next);
    }

    private bool TakeHunkLine(ReadOnlySpan<char> line, int next)
    {
        switch (line.IsEmpty ? ' ' : line[0])
        {
            case ' ' when oldLeft > 0 && newLeft > 0:
                oldLeft--;
                newLeft--;
                return true;
            case '+' when newLeft > 0:
                newLeft--;
                files.Added++;
                return true;
            case '-' when oldLeft > 0:
                oldLeft--;
                files.Removed++;
                return true;
            case '\\':
                return true;
            default:
                return TakeDamagedLine(line, next);
        }
    }

    // Under a header that says no counts, all that looks like a hunk; blank lines only where it goes on behind them.
    private bool TakeUncountedLine(ReadOnlySpan<char> line, int at, int next)
    {
        if (line.IsEmpty)
        {
            if (blanksStart < 0) blanksStart = at;
            return true;
        }

        if (line[0] is not (' ' or '+' or '-' or '\\') || MailFooter.StartsAt(text, at) || (line.StartsWith("--- ") && DiffLine.StartsDiff(text, at))) return false;
        if (line[0] == '+') files.Added++;
        else if (line[0] == '-') files.Removed++;
        Keep(blanksStart < 0 ? at : blanksStart, next);
        blanksStart = -1;
        return true;
    }

    // A wrapped line, or a context line that lost its blank: kept while the hunk goes on behind it.
    private bool TakeDamagedLine(ReadOnlySpan<char> line, int next)
    {
        if (line.IsEmpty || line[0] is '+' or '-' or ' ' or '@' or '>' || line.StartsWith("diff ")) return false;
        if (next >= text.Length || text[next] is not (' ' or '+' or '-' or '\t' or '\\' or '\n')) return false;
        isDamaged = true;
        if (line[0] == '\t' && oldLeft > 0 && newLeft > 0)
        {
            oldLeft--;
            newLeft--;
        }

        return true;
    }

    private static bool IsBinaryLine(ReadOnlySpan<char> line)
    {
        if (line.IsWhiteSpace()) return true;
        if (line.StartsWith("literal ") || line.StartsWith("delta ")) return true;
        // A letter for the length, then groups of five digits of base 85.
        return char.IsAsciiLetter(line[0]) && line.TrimEnd().Length % 5 == 1 && !line.Contains(' ');
    }

    private bool Keep(int at, int next)
    {
        if (pieceStart < 0) pieceStart = at;
        else if (pieceEnd != at)
        {
            pieces.Add(pieceStart..pieceEnd);
            pieceStart = at;
        }

        pieceEnd = next;
        return true;
    }

    private DiffReading Finish(int start)
    {
        isDamaged |= oldLeft > 0 || newLeft > 0;
        if (pieceStart >= 0) pieces.Add(pieceStart..pieceEnd);
        var diff = pieces is [var only] ? source[only] : string.Concat(pieces.Select(PieceOf(source)));
        return new(start, diff, files.Finish(), other.ToString(), isDamaged);
    }

    private static Func<Range, string> PieceOf(string source) => piece => source[piece];
}
