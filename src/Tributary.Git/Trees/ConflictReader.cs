using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Tributary.Workflow;

namespace Tributary.Git;

/// <summary>Reads where a patch did not fit: between git's marks in the files of a worktree, and where it could not merge, the hunks of the patch that git named.</summary>
internal static class ConflictReader
{
    private const int MostHunks = 20;
    private const int MostLines = 40;
    private const long LargestFile = 4 << 20;
    private const string Failed = "error: patch failed: ";

    /// <summary>Reads them.</summary>
    /// <param name="work">The worktree, as git left it.</param>
    /// <param name="unmerged">The files that git could not merge.</param>
    /// <param name="said">git's words.</param>
    /// <param name="cancel">Ends it early.</param>
    public static async Task<ImmutableArray<ConflictHunk>> ReadAsync(Worktree work, ImmutableArray<string> unmerged, string said, CancellationToken cancel)
    {
        var hunks = unmerged.SelectMany(path => ReadMarked(work, path)).Take(MostHunks).ToImmutableArray();
        if (!hunks.IsEmpty || !unmerged.IsEmpty) return hunks;
        var place = (await work.RunAsync(GitRoom.Plain, ["rev-parse", "--git-path", "rebase-apply/patch"], cancel)).Text;
        var file = new FileInfo(Path.GetFullPath(place, work.Folder));
        var patch = file is { Exists: true, Length: <= LargestFile } ? await File.ReadAllLinesAsync(file.FullName, cancel) : [];
        return [.. ListFailed(said).Take(MostHunks).Select(one => new ConflictHunk(one.Path, one.Line, FindHunk(patch, one)))];
    }

    /// <summary>The places that git names: <c>error: patch failed: kernel/bpf/b.c:12</c>.</summary>
    public static IEnumerable<(string Path, int Line)> ListFailed(string said)
    {
        foreach (var line in said.Split('\n').Where(static line => line.StartsWith(Failed, StringComparison.Ordinal)).Distinct(StringComparer.Ordinal))
        {
            var colon = line.LastIndexOf(':');
            if (colon > Failed.Length && int.TryParse(line.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number)) yield return (line[Failed.Length..colon], number);
        }
    }

    // A link is not followed: a patch may have made it.
    private static List<ConflictHunk> ReadMarked(Worktree work, string path)
    {
        var hunks = new List<ConflictHunk>();
        var file = new FileInfo(Path.Combine(work.Folder, path));
        if (!file.Exists || file.LinkTarget is not null || file.Length > LargestFile) return hunks;
        var (number, begun, text) = (0, 0, new List<string>());
        foreach (var line in File.ReadLines(file.FullName, Encoding.UTF8))
        {
            number++;
            if (begun == 0 && line.StartsWith("<<<<<<< ", StringComparison.Ordinal)) begun = number;
            if (begun == 0) continue;
            text.Add(line);
            if (!line.StartsWith(">>>>>>> ", StringComparison.Ordinal)) continue;
            hunks.Add(new(path, begun, Shorten(text)));
            (begun, text) = (0, []);
        }

        return hunks;
    }

    // The hunk of the patch that begins there, by the lines of the file before it.
    private static string FindHunk(string[] patch, (string Path, int Line) at)
    {
        var isIn = false;
        for (var index = 0; index < patch.Length; index++)
        {
            if (patch[index].StartsWith("diff --git ", StringComparison.Ordinal)) isIn = patch[index].Contains($" b/{at.Path}", StringComparison.Ordinal) || patch[index].Contains($" a/{at.Path} ", StringComparison.Ordinal);
            if (!isIn || !patch[index].StartsWith(string.Create(CultureInfo.InvariantCulture, $"@@ -{at.Line}"), StringComparison.Ordinal)) continue;
            return Shorten([patch[index], .. patch.Skip(index + 1).TakeWhile(static line => line.Length == 0 || line[0] is ' ' or '+' or '-' or '\\')]);
        }

        return "";
    }

    private static string Shorten(List<string> lines) =>
        string.Join('\n', lines.Count <= MostLines ? lines : [.. lines.Take(MostLines), string.Create(CultureInfo.InvariantCulture, $"… {lines.Count - MostLines} lines more")]);
}
