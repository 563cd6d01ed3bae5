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
        var smallest = new SortedSet<uint>();
        foreach (var line in diff.AsSpan().EnumerateLines())
        {
            if (line is not ['+' or '-', ..] || line.StartsWith("+++ ") || line.StartsWith("--- ")) continue;
            if (HashLine(line) is not { } hash) continue;
            if (smallest.Count == Size && hash >= smallest.Max) continue;
            smallest.Add(hash);
            if (smallest.Count > Size) smallest.Remove(smallest.Max);
        }

        return [.. smallest];
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
