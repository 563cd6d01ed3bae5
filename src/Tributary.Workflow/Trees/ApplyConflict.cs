using System.Collections.Immutable;
using System.Globalization;

namespace Tributary.Workflow;

/// <summary>Where a series does not fit on a tree, and what is open to mend it.</summary>
/// <param name="Number">The patch, by its number in the series.</param>
/// <param name="Title">Its title.</param>
public sealed record ApplyConflict(int Number, string Title)
{
    private const int MostLines = 8;

    /// <summary>The files that do not fit; may be empty.</summary>
    public ImmutableArray<string> Paths { get; init; } = [];

    /// <summary>Where in them, as far as git says.</summary>
    public ImmutableArray<ConflictHunk> Hunks { get; init; } = [];

    /// <summary>git's words.</summary>
    public string Said { get; init; } = "";

    /// <summary>The first commit of the tree on which it does not fit, full name; null where that was not found.</summary>
    public string? BrokenBy { get; init; }

    /// <summary>Its title.</summary>
    public string? BrokenTitle { get; init; }

    /// <summary>The worktree that is open; empty after a mere try.</summary>
    public string Folder { get; init; } = "";

    /// <summary>The machine that it is on.</summary>
    public string Machine { get; init; } = "";

    /// <summary>That in a sentence: patch, files with their lines, and since when.</summary>
    /// <param name="tree">The tree.</param>
    public string Tell(string tree)
    {
        var places = Paths.Select(path => Place(path, Hunks.Where(hunk => hunk.Path == path).Select(static hunk => hunk.Line))).ToList();
        var since = CommitId.TryParse(BrokenBy, out var commit) ? $", since {commit.Short} (\"{BrokenTitle}\")" : "";
        return $"Patch {Number.ToString(CultureInfo.InvariantCulture)} does not fit on {tree}{(places.Count == 0 ? "" : $": {string.Join(", ", places)}")}{since}.";
    }

    /// <summary>A file and the lines in it, for people: <c>kernel/bpf/b.c (hunk at line 7)</c>.</summary>
    /// <param name="path">The file.</param>
    /// <param name="lines">The lines; none where they are not known.</param>
    public static string Place(string path, IEnumerable<int> lines) =>
        string.Join(", ", lines.Distinct().Take(MostLines).Select(static line => line.ToString(CultureInfo.InvariantCulture))) is { Length: > 0 } said ? $"{path} ({(said.Contains(',', StringComparison.Ordinal) ? "hunks at lines" : "hunk at line")} {said})" : path;

    /// <summary>The command that goes on when it is mended, or gives it up.</summary>
    /// <param name="series">The number of the series.</param>
    /// <param name="tree">The tree.</param>
    /// <param name="isAbort">It gives up.</param>
    /// <param name="data">The folder of the data, where the reader's shell may have another; else null.</param>
    public static string Command(long series, string tree, bool isAbort, string? data = null) =>
        $"trib apply {series.ToString(CultureInfo.InvariantCulture)} --tree {tree} --{(isAbort ? "abort" : "continue")}{(data is null ? "" : $" --data {Quote(data)}")}";

    private static string Quote(string path) => path.All(static letter => char.IsAsciiLetterOrDigit(letter) || letter is '/' or '.' or '-' or '_') ? path : $"'{path.Replace("'", @"'\''", StringComparison.Ordinal)}'";
}

/// <summary>A place in a file where a patch does not fit.</summary>
/// <param name="Path">The file.</param>
/// <param name="Line">The line, from 1: in the file with git's marks, else in the file as the patch knew it.</param>
/// <param name="Text">What is between the marks, or the hunk of the patch; may be empty.</param>
public sealed record ConflictHunk(string Path, int Line, string Text);
