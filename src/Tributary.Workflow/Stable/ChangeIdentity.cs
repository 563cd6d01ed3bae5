using System.Collections.Immutable;
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
            else if (isHunk && line is ['+' or '-', ..] && line.AsSpan(1).Trim().Length > 0) lines.Add(WithoutBlanks(line));
        }

        return lines.ToImmutable();
    }

    private static string WithoutBlanks(string line)
    {
        var (letters, length) = (new char[line.Length], 0);
        foreach (var letter in line)
        {
            if (!char.IsWhiteSpace(letter)) letters[length++] = letter;
        }

        return new(letters, 0, length);
    }

    /// <summary>How alike two diffs are: the part of the lines of the smaller one that the other has too, from 0 to 1.</summary>
    public static double Likeness(string one, string other)
    {
        var (left, right) = (ChangedLines(one), ChangedLines(other));
        if (left.Length > right.Length) (left, right) = (right, left);
        if (left.IsEmpty) return 0;
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var line in right) counts[line] = counts.GetValueOrDefault(line) + 1;
        var shared = 0;
        foreach (var line in left)
        {
            var count = counts.GetValueOrDefault(line);
            if (count == 0) continue;
            counts[line] = count - 1;
            shared++;
        }

        return shared / (double)left.Length;
    }

    private static string HashLines(string diff)
    {
        var files = new List<string>();
        foreach (var line in diff.Split('\n'))
        {
            if (line.StartsWith("diff --git ", StringComparison.Ordinal)) files.Add(line);
        }

        files.Sort(StringComparer.Ordinal);
        var hash = new Sha1();
        foreach (var file in files) Append(hash, file);
        foreach (var line in ChangedLines(diff)) Append(hash, line);
        var sum = new byte[Sha1.Size];
        hash.Finish(sum);
        return Convert.ToHexStringLower(sum);
    }

    private static void Append(Sha1 hash, string line) => hash.Append(Encoding.UTF8.GetBytes(line + "\n"));
}
