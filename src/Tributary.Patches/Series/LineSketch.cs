using System.Collections.Immutable;

namespace Tributary.Patches;

/// <summary>A diff's changed lines in a few numbers, by which a reworked patch is known again (a bottom-k sketch).</summary>
internal static class LineSketch
{
    /// <summary>Hashes kept at most: the smallest, so that two sketches of like diffs hold the same ones.</summary>
    public const int Size = 24;

    /// <summary>Shorter lines, white space not counted, stand in every diff.</summary>
    private const int ShortestLine = 12;

    /// <summary>The smallest hashes of the added and removed lines, white space left out, ascending and each once.</summary>
    public static ImmutableArray<uint> Of(string? diff)
    {
        if (string.IsNullOrEmpty(diff)) return [];
        Span<uint> smallest = stackalloc uint[Size];
        var count = 0;
        foreach (var line in diff.AsSpan().EnumerateLines())
        {
            if (line is not ['+' or '-', ..] || line.StartsWith("+++ ") || line.StartsWith("--- ")) continue;
            if (HashLine(line) is not { } hash) continue;
            if (count == Size && hash >= smallest[Size - 1]) continue;
            var at = smallest[..count].BinarySearch(hash);
            if (at >= 0) continue;
            if (count < Size) count++;
            smallest[~at..(count - 1)].CopyTo(smallest[(~at + 1)..]);
            smallest[~at] = hash;
        }

        return [.. smallest[..count]];
    }

    private static uint? HashLine(ReadOnlySpan<char> line)
    {
        var hash = new StableHash(line[0]);
        var length = 0;
        foreach (var unit in line[1..])
        {
            if (char.IsWhiteSpace(unit)) continue;
            hash.Add(unit);
            length++;
        }

        return length < ShortestLine ? null : (uint)(hash.Finish() >> 32);
    }
}
