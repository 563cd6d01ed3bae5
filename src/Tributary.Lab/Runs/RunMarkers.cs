using System.Collections.Immutable;
using System.Globalization;

namespace Tributary.Lab;

/// <summary>
/// The lines by which the guest's first process says that a program starts and how it ended. They bear the run's nonce, so that no output of a test can pass for one.
/// </summary>
internal static class RunMarkers
{
    public const string Start = "LAB-START ";
    public const string Exit = "LAB-EXIT ";
    public const string TestBegin = "LAB-TEST-BEGIN ";
    public const string TestEnd = "LAB-TEST-END ";

    /// <summary>
    /// Where the start marker stands: the first, or the first of this nonce, which may stand behind what else is on its line; -1 without. A first process that has no console writes to the kernel's log.
    /// </summary>
    public static int FindStart(ImmutableArray<ConsoleLine> lines, string? id)
    {
        for (var i = 0; i < lines.Length; i++)
        {
            if (id is null ? lines[i].Text.StartsWith(Start, StringComparison.Ordinal) : StartIn(lines[i].Text) is { } marker && Field(marker, "id") == id) return i;
        }

        return -1;
    }

    /// <summary>Where the end marker of the same nonce stands: the first behind the start; -1 without. It may stand behind what the program printed last without an end of line.</summary>
    public static int FindExit(ImmutableArray<ConsoleLine> lines, int start, string id)
    {
        for (var i = start + 1; i < lines.Length; i++)
        {
            if (ExitIn(lines[i].Text) is { } marker && Field(marker, "id") == id) return i;
        }

        return -1;
    }

    /// <summary>The start marker within a line, or null.</summary>
    public static string? StartIn(string line) => line.IndexOf(Start, StringComparison.Ordinal) is var at and >= 0 ? line[at..] : null;

    /// <summary>The end marker within a line, or null.</summary>
    public static string? ExitIn(string line) => line.LastIndexOf(Exit, StringComparison.Ordinal) is var at and >= 0 ? line[at..] : null;

    /// <summary>A field of a marker: <c>rc</c> of <c>LAB-EXIT id=… rc=1</c>; null where it is not there.</summary>
    public static string? Field(string line, string name)
    {
        foreach (var word in line.Split(' '))
        {
            if (word.Length > name.Length && word[name.Length] == '=' && word.StartsWith(name, StringComparison.Ordinal)) return word[(name.Length + 1)..];
        }

        return null;
    }

    /// <summary>The exit status of an end marker, or null.</summary>
    public static int? StatusOf(string line) =>
        int.TryParse(Field(line, "rc"), NumberStyles.None, CultureInfo.InvariantCulture, out var status) ? status : null;
}
