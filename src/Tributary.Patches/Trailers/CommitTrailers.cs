using System.Collections.Immutable;

namespace Tributary.Patches;

/// <summary>
/// Reads the trailers of a commit message as git interpret-trailers does, and as kernel people write them: the last paragraph, and
/// the paragraphs above it that hold nothing but the kernel's trailers (<c>Fixes:</c> and a blank line above the sign-offs).
/// </summary>
internal static class CommitTrailers
{
    // git takes a paragraph with other lines in it for trailers when a quarter of its lines are, and one is git's own.
    private const int TrailerShare = 4;

    /// <summary>The trailers of a message, in order.</summary>
    public static ImmutableArray<Trailer> Read(ReadOnlySpan<char> message)
    {
        message = message.TrimEnd();
        var blocks = new List<List<Trailer>>();
        while (!message.IsEmpty)
        {
            var start = StartOfParagraph(message);
            if (!TryReadBlock(message[start..], blocks.Count == 0, out var trailers)) break;
            blocks.Add(trailers);
            message = message[..start].TrimEnd();
        }

        if (blocks.Count == 0) return [];
        blocks.Reverse();
        return [.. blocks.SelectMany(block => block)];
    }

    private static int StartOfParagraph(ReadOnlySpan<char> message)
    {
        for (var end = message.Length; end > 0;)
        {
            var start = message[..end].LastIndexOf('\n') + 1;
            if (message[start..end].IsWhiteSpace()) return end;
            if (start == 0) return 0;
            end = start - 1;
        }

        return 0;
    }

    private static bool TryReadBlock(ReadOnlySpan<char> paragraph, bool isLast, out List<Trailer> trailers)
    {
        trailers = [];
        var others = 0;
        var hasSignOff = false;
        var isInNote = false;
        foreach (var range in paragraph.Split('\n'))
        {
            var line = paragraph[range];
            if (line.IsWhiteSpace()) continue;
            if (isInNote || line[0] == '[') isInNote = isInNote ? !line.Contains(']') : line.Count('[') > line.Count(']');
            else if (TrailerLine.TryRead(line, out var key, out var value))
            {
                hasSignOff |= TrailerLine.IsPersonKey(key);
                if (!isLast && !TrailerLine.IsPersonKey(key) && !TrailerLine.IsOtherKey(key)) others++;
                trailers.Add(new(key.ToString(), Blank.Plain(value)));
            }
            else if (IsFolded(line, trailers)) trailers[^1] = trailers[^1] with { Value = $"{trailers[^1].Value} {Blank.Plain(Blank.Trim(line))}".Trim() };
            else if (!IsNote(line)) others++;
        }

        return trailers.Count > 0 && (others == 0 || (isLast && hasSignOff && trailers.Count * TrailerShare >= trailers.Count + others));
    }

    // Folded with a blank, or wrapped by a mail program: the address alone on the next line, the rest of a Fixes: title.
    private static bool IsFolded(ReadOnlySpan<char> line, List<Trailer> trailers)
    {
        if (trailers.Count == 0) return false;
        if (line[0] is ' ' or '\t' or '<') return true;
        return trailers[^1] is { Key: "Fixes", Value: var title } && title.Contains("(\"", StringComparison.Ordinal) && !title.EndsWith("\")", StringComparison.Ordinal);
    }

    // Between sign-offs may stand "[name: what was changed]" over some lines, "(cherry picked from commit …)" and comments.
    private static bool IsNote(ReadOnlySpan<char> line) => line[0] == '#' || line.StartsWith("(cherry picked from commit ");
}
