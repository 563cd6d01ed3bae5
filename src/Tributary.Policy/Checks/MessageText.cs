using System.Collections.Immutable;
using Tributary.Patches;

namespace Tributary.Policy;

/// <summary>The lines of a commit message or letter, told apart.</summary>
public sealed class MessageText
{
    private MessageText(ImmutableArray<Line> lines) => (Lines, Trailers, Prose) = (lines, Of(lines, LineRole.Trailer), Of(lines, LineRole.Prose));

    /// <summary>A line.</summary>
    /// <param name="Number">Its number, from 0.</param>
    /// <param name="Text">Its text without the line's end.</param>
    /// <param name="Role">What it is.</param>
    public readonly record struct Line(int Number, string Text, LineRole Role)
    {
        /// <summary>The key of a trailer; empty for other lines.</summary>
        public string Key => Role == LineRole.Trailer ? Text[..Text.IndexOf(':', StringComparison.Ordinal)].Trim() : "";

        /// <summary>The value of a trailer; empty for other lines.</summary>
        public string Value => Role == LineRole.Trailer ? Text[(Text.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim() : "";

        /// <summary>True for a trailer of that key, in any case.</summary>
        public bool IsTrailer(string key) => Role == LineRole.Trailer && Text.StartsWith(key, StringComparison.OrdinalIgnoreCase) && Key.Length == key.Length;
    }

    /// <summary>All lines in order.</summary>
    public ImmutableArray<Line> Lines { get; }

    /// <summary>The lines of trailers.</summary>
    public ImmutableArray<Line> Trailers { get; }

    /// <summary>The lines of prose.</summary>
    public ImmutableArray<Line> Prose { get; }

    /// <summary>The trailers of a key, in any case.</summary>
    public ImmutableArray<Line> Find(string key)
    {
        var found = ImmutableArray.CreateBuilder<Line>();
        foreach (var line in Trailers)
        {
            if (line.IsTrailer(key)) found.Add(line);
        }

        return found.ToImmutable();
    }

    /// <summary>Tells the lines of a mail apart; linear, and never throws.</summary>
    public static MessageText Read(PatchMail mail)
    {
        var lines = ImmutableArray.CreateBuilder<Line>();
        var trailers = mail.Trailers;
        foreach (var range in mail.Content.AsSpan().Split('\n'))
        {
            var text = mail.Content[range];
            lines.Add(new(lines.Count, text, RoleOf(text)));
        }

        MarkTrailers(lines, trailers);
        return new(lines.ToImmutable());
    }

    private static ImmutableArray<Line> Of(ImmutableArray<Line> lines, LineRole role)
    {
        var found = ImmutableArray.CreateBuilder<Line>();
        foreach (var line in lines)
        {
            if (line.Role == role) found.Add(line);
        }

        return found.ToImmutable();
    }

    // From below: a "Fixes:" quoted in the text is not the trailer.
    private static void MarkTrailers(ImmutableArray<Line>.Builder lines, ImmutableArray<Trailer> trailers)
    {
        var left = trailers.Length - 1;
        for (var at = lines.Count - 1; at >= 0 && left >= 0; at--)
        {
            var text = lines[at].Text;
            var trailer = trailers[left];
            if (!text.StartsWith(trailer.Key, StringComparison.Ordinal) || text.AsSpan(trailer.Key.Length).TrimStart() is not [':', ..]) continue;
            lines[at] = lines[at] with { Role = LineRole.Trailer };
            for (var below = at + 1; below < lines.Count && lines[below].Text is [' ' or '\t', ..]; below++) lines[below] = lines[below] with { Role = LineRole.Folded };
            left--;
        }
    }

    private static LineRole RoleOf(string text)
    {
        if (text.AsSpan().IsWhiteSpace()) return LineRole.Blank;
        if (text[0] is '\t' or '>' or '|' or '$' or '#' || text.StartsWith("  ", StringComparison.Ordinal)) return LineRole.Quoted;
        return LogLine.IsLog(text) ? LineRole.Quoted : LineRole.Prose;
    }
}

/// <summary>What a line of a message is.</summary>
public enum LineRole
{
    /// <summary>Words of the author.</summary>
    Prose,

    /// <summary>Nothing.</summary>
    Blank,

    /// <summary>What a machine printed, code, a table, a quotation.</summary>
    Quoted,

    /// <summary>A trailer.</summary>
    Trailer,

    /// <summary>What goes on with a trailer.</summary>
    Folded,
}
