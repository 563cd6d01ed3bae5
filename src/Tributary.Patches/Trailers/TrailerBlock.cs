namespace Tributary.Patches;

/// <summary>A paragraph of a commit message, its trailers read.</summary>
internal sealed class TrailerBlock
{
    // git takes a paragraph with other lines in it for trailers when a quarter of its lines are, and one is git's own.
    private const int TrailerShare = 4;

    // What is folded to more than this is a table or a log.
    private const int LongestValue = 4000;

    private int others;
    private int strangers;

    // How many trailers stand above the last line that is none.
    private int aboveOthers;

    /// <summary>The trailers, in order.</summary>
    public List<Trailer> Trailers { get; private init; } = [];

    /// <summary>True when one is a Signed-off-by.</summary>
    public bool IsSignedOff => Trailers.Exists(trailer => trailer.Key.Equals("Signed-off-by", StringComparison.OrdinalIgnoreCase));

    /// <summary>Reads a paragraph.</summary>
    public static TrailerBlock Read(ReadOnlySpan<char> paragraph)
    {
        var block = new TrailerBlock();
        var isInNote = false;
        for (var at = 0; at < paragraph.Length;)
        {
            var line = DiffLine.At(paragraph, at, out at);
            if (line.IsWhiteSpace()) continue;
            // "[name: what was changed]" stands between sign-offs, over some lines.
            if (isInNote || line[0] == '[') isInNote = isInNote ? !line.Contains(']') : line.Count('[') > line.Count(']');
            else block.Take(line);
        }

        return block;
    }

    /// <summary>True when the paragraph is one of trailers.</summary>
    /// <param name="isLast">True for the last of the message, where any key will do; above it only the kernel's are known for sure.</param>
    public bool IsTrailers(bool isLast)
    {
        if (Trailers.Count == 0) return false;
        if (!isLast) return others == 0 && strangers == 0;
        return others == 0 || (strangers < Trailers.Count && Trailers.Count * TrailerShare >= Trailers.Count + others);
    }

    /// <summary>The trailers at the end of the paragraph, where one of them is a Signed-off-by; else null.</summary>
    public TrailerBlock? FindSignedOffEnd()
    {
        var end = new TrailerBlock { Trailers = Trailers[aboveOthers..] };
        return end.IsSignedOff ? end : null;
    }

    private void Take(ReadOnlySpan<char> line)
    {
        if (TrailerLine.TryRead(line, out var key, out var value))
        {
            if (!TrailerLine.IsPersonKey(key) && !TrailerLine.IsOtherKey(key)) strangers++;
            Trailers.Add(new(key.ToString(), Blank.Plain(value)));
        }
        else if (IsFolded(line)) Fold(line);
        else if (line[0] != '#' && !line.StartsWith("(cherry picked from commit "))
        {
            others++;
            aboveOthers = Trailers.Count;
        }
    }

    private void Fold(ReadOnlySpan<char> line)
    {
        var last = Trailers[^1];
        if (last.Value.Length + line.Length <= LongestValue) Trailers[^1] = last with { Value = $"{last.Value} {Blank.Plain(Blank.Trim(line))}".Trim() };
    }

    // Folded with a blank, or wrapped by a mail program: the address alone on the next line, the rest of a Fixes: title.
    private bool IsFolded(ReadOnlySpan<char> line)
    {
        if (Trailers.Count == 0) return false;
        if (line[0] is ' ' or '\t' or '<') return true;
        return Trailers[^1] is { Key: "Fixes", Value: var title } && title.Contains("(\"", StringComparison.Ordinal) && !title.EndsWith("\")", StringComparison.Ordinal);
    }
}
