using System.Collections.Immutable;

namespace Tributary.Patches;

/// <summary>A patch in the form in which <c>git range-diff</c> compares: who wrote it, its message, then its diff without line numbers and names of blobs.</summary>
internal sealed record RangeText
{
    /// <summary>The title.</summary>
    public required string Title { get; init; }

    /// <summary>All of it.</summary>
    public required ImmutableArray<string> Lines { get; init; }

    /// <summary>The diff of it.</summary>
    public required ImmutableArray<string> Diff { get; init; }

    /// <summary>The diff as one text.</summary>
    public required string DiffText { get; init; }

    /// <summary>Of a patch.</summary>
    public static RangeText Of(RangePatch patch)
    {
        var diff = ReadDiff(patch.Diff);
        IEnumerable<string> head = [" ## Metadata ##", $"Author: {patch.Author}", "", " ## Commit message ##", $"    {patch.Title}"];
        var message = patch.Message.Replace("\r", "", StringComparison.Ordinal).Trim('\n');
        IEnumerable<string> text = message.Length == 0 ? [] : message.Split('\n').Prepend("").Select(static line => line.Length == 0 ? "" : $"    {line}".TrimEnd());
        return new() { Title = patch.Title, Diff = diff, DiffText = string.Join('\n', diff), Lines = [.. head, .. text, "", .. diff] };
    }

    private static ImmutableArray<string> ReadDiff(string diff)
    {
        var lines = ImmutableArray.CreateBuilder<string>();
        var (file, isHeader, header) = ("", false, new List<string>());
        var (old, now) = (0, 0);
        foreach (var line in diff.Split('\n'))
        {
            if (old <= 0 && now <= 0 && line.StartsWith("diff --git ", StringComparison.Ordinal))
            {
                if (isHeader) lines.Add(Name(header, ref file));
                (isHeader, header) = (true, [line]);
            }
            else if (old <= 0 && now <= 0 && line.StartsWith("@@ ", StringComparison.Ordinal) && DiffLine.TryReadHunk(line, out old, out now))
            {
                if (isHeader) lines.Add(Name(header, ref file));
                isHeader = false;
                var end = line.IndexOf("@@", 3, StringComparison.Ordinal) + 2;
                lines.Add(line.Length > end ? $"@@ {file}:{line[end..]}" : "@@");
            }
            else if (isHeader) header.Add(line);
            else if (line.Length > 0 || (old > 0 && now > 0))
            {
                // A mail program may have taken the blank off an empty line.
                var kept = line.Length > 0 ? line : " ";
                if (kept[0] is '-' or ' ') old--;
                if (kept[0] is '+' or ' ') now--;
                // Behind a hunk there is nothing but the next file, or the mark of a missing end of line.
                if (old >= 0 && now >= 0) lines.Add(kept);
            }
        }

        if (isHeader) lines.Add(Name(header, ref file));
        return lines.ToImmutable();
    }

    // " ## a/file.c (new) ##"
    private static string Name(List<string> header, ref string file)
    {
        var (before, after) = DiffPath.ReadPair(header[0].AsSpan("diff --git ".Length));
        if (Find(header, "rename from ") is { } from && Find(header, "rename to ") is { } to) (before, after) = (DiffPath.Unquote(from), DiffPath.Unquote(to));
        var (isNew, isGone) = (Find(header, "new file mode ") is not null, Find(header, "deleted file mode ") is not null);
        file = isGone ? before : after;
        var name = isNew ? $"{after} (new)" : isGone ? $"{before} (deleted)" : before != after ? $"{before} => {after}" : after;
        var mode = Find(header, "old mode ") is { } was && Find(header, "new mode ") is { } now ? $" (mode change {was} => {now})" : "";
        // What a binary file is to be is told by its blobs alone.
        var binary = header.Exists(static line => line.StartsWith("GIT binary patch", StringComparison.Ordinal) || line.StartsWith("Binary files ", StringComparison.Ordinal)) ? $" binary {Find(header, "index ")}" : "";
        return $" ## {name}{mode}{binary} ##";
    }

    private static string? Find(List<string> header, string start) => header.Find(line => line.StartsWith(start, StringComparison.Ordinal))?[start.Length..].TrimEnd();
}
