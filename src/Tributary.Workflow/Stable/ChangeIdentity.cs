using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Tributary.Patches;

namespace Tributary.Workflow;

/// <summary>What a commit changes, as two hashes by which the same change is found in another branch.</summary>
/// <param name="PatchId">git's stable patch id: the same change in the same surroundings; lower-case hex.</param>
/// <param name="Lines">The lines that go and come with their files, without surroundings; lower-case hex. It tells a cherry-pick whose context differs.</param>
public sealed record ChangeIdentity(string PatchId, string Lines)
{
    /// <summary>The identity of a diff; null for one that changes nothing.</summary>
    /// <param name="diff">A diff of git with LF line ends.</param>
    public static ChangeIdentity? Of(string diff)
    {
        var patch = Patches.PatchId.Of(diff);
        return patch.Length == 0 ? null : new(patch, HashLines(diff));
    }

    /// <summary>The lines that go and come, each with its sign and without blanks, in order; no lines of headers.</summary>
    public static ImmutableArray<string> ChangedLines(string diff)
    {
        var lines = ImmutableArray.CreateBuilder<string>();
        var isHunk = false;
        foreach (var line in diff.Split('\n'))
        {
            if (line.StartsWith("diff --git ", StringComparison.Ordinal)) isHunk = false;
            else if (line.StartsWith("@@ ", StringComparison.Ordinal)) isHunk = true;
            else if (isHunk && line is ['+' or '-', ..] && line.AsSpan(1).Trim().Length > 0) lines.Add(string.Concat(line.Where(static letter => !char.IsWhiteSpace(letter))));
        }

        return lines.ToImmutable();
    }

    /// <summary>How alike two diffs are: the part of the lines of the smaller one that the other has too, from 0 to 1.</summary>
    public static double Likeness(string one, string other)
    {
        var (left, right) = (ChangedLines(one), ChangedLines(other));
        if (left.Length > right.Length) (left, right) = (right, left);
        if (left.IsEmpty) return 0;
        var counts = right.GroupBy(static line => line, StringComparer.Ordinal).ToDictionary(static group => group.Key, static group => group.Count(), StringComparer.Ordinal);
        var shared = left.Count(line => counts.TryGetValue(line, out var left) && (counts[line] = left - 1) >= 0);
        return shared / (double)left.Length;
    }

    private static string HashLines(string diff)
    {
        var text = new StringBuilder();
        foreach (var file in diff.Split('\n').Where(static line => line.StartsWith("diff --git ", StringComparison.Ordinal)).Order(StringComparer.Ordinal)) text.Append(file).Append('\n');
        foreach (var line in ChangedLines(diff)) text.Append(line).Append('\n');
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())).AsSpan(0, 16));
    }
}
