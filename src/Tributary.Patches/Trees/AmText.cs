using System.Collections.Immutable;

namespace Tributary.Patches;

/// <summary>The trailers of a commit message or of an answer, line by line as b4 reads them, and the other lines.</summary>
/// <param name="Trailers">The trailers, in order.</param>
/// <param name="Others">The lines that are none.</param>
public readonly record struct AmText(ImmutableArray<AmTrailer> Trailers, ImmutableArray<string> Others)
{
    private const int MostLines = 20_000;
    private static readonly string[] Headers = ["subject", "date", "from"];
    private static readonly string[] NoTrailers = ["phone", "email"];

    /// <summary>Reads a text with LF line ends.</summary>
    public static AmText Read(string text)
    {
        var trailers = ImmutableArray.CreateBuilder<AmTrailer>();
        var others = ImmutableArray.CreateBuilder<string>();
        var lines = Lines(text);
        var isAfterTrailer = false;
        for (var index = 0; index < lines.Length; index++)
        {
            var line = lines[index];
            if (index + 1 < lines.Length && IsFolded(line, lines[index + 1])) line = $"{line.TrimEnd()} {lines[++index].TrimStart()}";
            if (FindTrailer(line) is { } trailer && !(others.Count > 0 && Headers.Contains(trailer.Key, StringComparer.OrdinalIgnoreCase)) && !NoTrailers.Contains(trailer.Key, StringComparer.OrdinalIgnoreCase))
            {
                trailers.Add(trailer);
                isAfterTrailer = true;
                continue;
            }

            if (isAfterTrailer && line.Length > 2 && IsNote(line)) trailers[^1] = trailers[^1] with { Note = line.TrimEnd() };
            else others.Add(line);
            isAfterTrailer = false;
        }

        return new(trailers.DrainToImmutable(), others.DrainToImmutable());
    }

    // Nothing below the mark of a signature counts.
    private static string[] Lines(string text)
    {
        var end = text.IndexOf("\n-- \n", StringComparison.Ordinal);
        return (end < 0 ? text : text[..end]).Trim().Split('\n', MostLines);
    }

    // The first word, ended by a colon, of two characters and more; then something.
    private static AmTrailer? FindTrailer(string line)
    {
        var text = line.AsSpan().TrimStart();
        var end = text.IndexOfAny(" \t\u00A0");
        if (end < 3 || text[end - 1] != ':' || !(char.IsLetterOrDigit(text[0]) || text[0] == '_')) return null;
        var value = text[end..].Trim();
        if (value.IsEmpty) return null;
        var key = text[..(end - 1)].ToString();
        var hash = value.LastIndexOf('#');
        if (hash > 0 && char.IsWhiteSpace(value[hash - 1]) && hash < value.Length - 1 && !value[..hash].Trim().IsEmpty) return new(key, value[..hash].TrimEnd().ToString(), value[hash..].ToString());
        return new(key, value.ToString());
    }

    private static bool IsNote(string line) => line.AsSpan().Trim() is ['[', .., ']'] note && note.Length > 2 && note.IndexOf(']') == note.Length - 1;

    // "Fixes: 1234 (\"a title" and the rest of it; "Acked-by: A Name" and the address.
    private static bool IsFolded(string line, string next)
    {
        if (FindTrailer(line) is not { } trailer || next.Length == 0) return false;
        var below = next.AsSpan().TrimEnd();
        if (below is ['<', .., '>'] && below.IndexOf('>') == below.Length - 1) return !line.Contains('<', StringComparison.Ordinal) && line.Length > 0 && !char.IsWhiteSpace(line[0]);
        var value = trailer.Value;
        var blank = value.IndexOf(' ', StringComparison.Ordinal);
        return blank > 0 && value.AsSpan(0, blank).IndexOfAnyExcept(Letters.LowerHex) < 0 && value.AsSpan(blank).TrimStart() is ['(', ..] && !value.Contains(')', StringComparison.Ordinal)
            && next.Contains(')', StringComparison.Ordinal) && !char.IsWhiteSpace(line[0]);
    }
}
