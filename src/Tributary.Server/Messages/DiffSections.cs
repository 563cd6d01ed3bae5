using System.Collections.Immutable;

namespace Tributary.Server;

/// <summary>A diff cut into its files and these into runs of like lines, so that a page of it needs few elements.</summary>
public static class DiffSections
{
    /// <summary>The files of a diff in order (git, <c>diff -u</c>, CVS); text before the first file belongs to the first.</summary>
    public static ImmutableArray<DiffSection> Cut(string diff)
    {
        var sections = ImmutableArray.CreateBuilder<DiffSection>();
        var scan = new DiffScan();
        var start = 0;
        for (var at = 0; at < diff.Length;)
        {
            var end = diff.IndexOf('\n', at) is var found && found < 0 ? diff.Length : found + 1;
            var line = diff.AsSpan(at, end - at).TrimEnd('\n');
            if (scan.BeginsFile(line, diff.AsSpan(end)) && at > start)
            {
                sections.Add(scan.Finish(diff[start..at]));
                start = at;
            }

            scan.Take(line, at - start, end - start);
            at = end;
        }

        if (start < diff.Length) sections.Add(scan.Finish(diff[start..]));
        return sections.DrainToImmutable();
    }
}

/// <summary>The part of a diff that is about one file.</summary>
/// <param name="Path">Its path, of the new side where there is one; empty when none is given.</param>
/// <param name="OldPath">Its path before, where that differs (a rename or copy); else the same.</param>
/// <param name="Added">Lines added.</param>
/// <param name="Removed">Lines removed.</param>
/// <param name="Note">What else happens: <c>new</c>, <c>deleted</c>, <c>renamed</c>, <c>mode</c>, <c>binary</c>; empty for plain changes.</param>
/// <param name="Text">Its lines.</param>
/// <param name="Runs">Runs of like lines of <paramref name="Text"/>, in order, covering it.</param>
public sealed record DiffSection(string Path, string OldPath, int Added, int Removed, string Note, string Text, ImmutableArray<DiffRun> Runs)
{
    /// <summary>Lines of the hunks and headers.</summary>
    public int Lines => Runs.Sum(run => run.Lines);
}

/// <summary>What the lines of a run are.</summary>
public enum DiffRunKind
{
    /// <summary>What stands before the hunks: file names, modes, index.</summary>
    Header = 0,

    /// <summary>The <c>@@</c> line.</summary>
    Hunk = 1,

    /// <summary>Unchanged lines.</summary>
    Context = 2,

    /// <summary>Added lines.</summary>
    Added = 3,

    /// <summary>Removed lines.</summary>
    Removed = 4,
}

/// <summary>Lines of one kind that follow each other.</summary>
/// <param name="Kind">Their kind.</param>
/// <param name="Start">Where they begin in the section's text.</param>
/// <param name="End">Where they end, behind the last line feed.</param>
/// <param name="Lines">How many.</param>
public readonly record struct DiffRun(DiffRunKind Kind, int Start, int End, int Lines);
