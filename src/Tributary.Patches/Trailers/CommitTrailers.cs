using System.Collections.Immutable;

namespace Tributary.Patches;

/// <summary>
/// Reads the trailers of a commit message as git interpret-trailers does, and as kernel people write them: the last paragraph, the
/// paragraphs above it that hold nothing but the kernel's trailers (<c>Fixes:</c> and a blank line), and, where none of these is
/// signed off, the next one above that is (people write a change log below their sign-off).
/// </summary>
internal static class CommitTrailers
{
    private const int MostBlocks = 50;

    /// <summary>The trailers of a message, in order.</summary>
    public static ImmutableArray<Trailer> Read(ReadOnlySpan<char> message)
    {
        message = TrimRules(message);
        var blocks = new List<TrailerBlock>();
        var isContiguous = true;
        var isSignedOff = false;
        while (!message.IsEmpty && blocks.Count < MostBlocks)
        {
            var start = StartOfParagraph(message);
            var block = TrailerBlock.Read(message[start..]);
            if (isContiguous && block.IsTrailers(isLast: blocks.Count == 0))
            {
                blocks.Add(block);
                isSignedOff |= block.IsSignedOff;
            }
            else if (isSignedOff) break;
            else
            {
                isContiguous = false;
                if (block.FindSignedOffEnd() is { } end)
                {
                    blocks.Add(end);
                    isSignedOff = true;
                }
            }

            message = TrimRules(message[..start]);
        }

        blocks.Reverse();
        return [.. blocks.SelectMany(block => block.Trailers)];
    }

    private static int StartOfParagraph(ReadOnlySpan<char> message)
    {
        for (var end = message.Length; end > 0;)
        {
            var start = message[..end].LastIndexOf('\n') + 1;
            if (message[start..end].IsWhiteSpace() || IsRule(message[start..end])) return end;
            if (start == 0) return 0;
            end = start - 1;
        }

        return 0;
    }

    // Without blank lines and rules of dashes at its end: both part paragraphs.
    private static ReadOnlySpan<char> TrimRules(ReadOnlySpan<char> message)
    {
        while (true)
        {
            message = message.TrimEnd();
            var start = message.LastIndexOf('\n') + 1;
            if (!IsRule(message[start..])) return message;
            message = message[..start];
        }
    }

    private static bool IsRule(ReadOnlySpan<char> line) => line.TrimEnd() is { Length: > 1 } dashes && dashes.IndexOfAnyExcept('-') < 0;
}
