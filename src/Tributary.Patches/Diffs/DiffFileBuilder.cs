using System.Collections.Immutable;

namespace Tributary.Patches;

/// <summary>Makes the list of files from the header lines of a diff, one after the other.</summary>
internal sealed class DiffFileBuilder
{
    private readonly ImmutableArray<DiffFile>.Builder files = ImmutableArray.CreateBuilder<DiffFile>();
    private string oldPath = "";
    private string newPath = "";
    private DiffChange change;
    private bool isBegun;
    private bool isBinary;
    private bool hasModes;
    private bool hasHunkNames;

    /// <summary>Lines added to the file at hand.</summary>
    public int Added { get; set; }

    /// <summary>Lines removed from it.</summary>
    public int Removed { get; set; }

    /// <summary>True when the file at hand has its names, so that hunks may follow.</summary>
    public bool HasNames => hasHunkNames;

    /// <summary>Takes a header line.</summary>
    public void Take(ReadOnlySpan<char> line)
    {
        switch (line[0])
        {
            case 'd' when line.StartsWith("diff "):
                if (!isBegun || hasHunkNames || !IsIndexOnly) Begin();
                TakeCommand(line);
                break;
            case 'I':
                Begin();
                oldPath = newPath = line["Index: ".Length..].Trim().ToString();
                break;
            case '-':
                if (hasHunkNames) Begin();
                TakeOldName(line["--- ".Length..]);
                break;
            case '+':
                TakeNewName(line["+++ ".Length..]);
                break;
            default:
                TakeGitLine(line);
                break;
        }
    }

    /// <summary>All the files.</summary>
    public ImmutableArray<DiffFile> Finish()
    {
        Flush();
        return files.ToImmutable();
    }

    // "Index: x" and the "diff -u" under it are one file.
    private bool IsIndexOnly => isBegun && change == DiffChange.Modified && !isBinary && !hasModes && oldPath == newPath && !hasCommand;

    private bool hasCommand;

    private void Begin()
    {
        Flush();
        isBegun = true;
    }

    private void Flush()
    {
        if (isBegun && newPath.Length + oldPath.Length > 0)
        {
            var kind = change == DiffChange.Modified && hasModes && !hasHunkNames && !isBinary ? DiffChange.ModeChanged : change;
            var path = kind == DiffChange.Deleted || newPath.Length == 0 ? oldPath : newPath;
            files.Add(new(path, kind == DiffChange.Added || oldPath.Length == 0 ? path : oldPath, kind, Added, Removed, isBinary));
        }

        (oldPath, newPath, change) = ("", "", DiffChange.Modified);
        isBegun = isBinary = hasModes = hasHunkNames = hasCommand = false;
        Added = Removed = 0;
    }

    private void TakeCommand(ReadOnlySpan<char> line)
    {
        hasCommand = true;
        if (line.StartsWith("diff --git ")) (oldPath, newPath) = DiffPath.ReadPair(line["diff --git ".Length..].TrimEnd());
        else if (newPath.Length == 0) oldPath = newPath = DiffPath.ReadLast(line);
    }

    private void TakeOldName(ReadOnlySpan<char> name)
    {
        isBegun = true;
        var path = DiffPath.Read(name, out var isNull);
        if (isNull) change = DiffChange.Added;
        else if (change is DiffChange.Modified) oldPath = path;
    }

    private void TakeNewName(ReadOnlySpan<char> name)
    {
        isBegun = true;
        var path = DiffPath.Read(name, out var isNull);
        if (isNull) change = DiffChange.Deleted;
        else if (change is DiffChange.Modified or DiffChange.Added) newPath = path;
        hasHunkNames = true;
        DiffPath.StripRoots(ref oldPath, ref newPath, change);
    }

    private void TakeGitLine(ReadOnlySpan<char> line)
    {
        if (line.StartsWith("new file mode ")) change = DiffChange.Added;
        else if (line.StartsWith("deleted file mode ")) change = DiffChange.Deleted;
        else if (line.StartsWith("old mode ") || line.StartsWith("new mode ")) hasModes = true;
        else if (line.StartsWith("rename from ")) (change, oldPath) = (DiffChange.Renamed, DiffPath.Unquote(line["rename from ".Length..]));
        else if (line.StartsWith("rename to ")) (change, newPath) = (DiffChange.Renamed, DiffPath.Unquote(line["rename to ".Length..]));
        else if (line.StartsWith("copy from ")) (change, oldPath) = (DiffChange.Copied, DiffPath.Unquote(line["copy from ".Length..]));
        else if (line.StartsWith("copy to ")) (change, newPath) = (DiffChange.Copied, DiffPath.Unquote(line["copy to ".Length..]));
        else if (line.StartsWith("GIT binary patch") || DiffLine.IsBinaryNote(line)) isBinary = true;
    }
}
