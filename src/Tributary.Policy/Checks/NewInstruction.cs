namespace Tributary.Policy;

/// <summary>Finds instructions that a series adds to the instruction set: <c>#define BPF_… 0x…</c> in the headers that hold it.</summary>
/// <param name="Patch">The patch.</param>
/// <param name="Line">The line.</param>
/// <param name="Name">The name.</param>
internal sealed record NewInstruction(SeriesPart Patch, DiffText.Line Line, string Name)
{
    private const string Start = "#define BPF_";

    /// <summary>The first one, or null.</summary>
    public static NewInstruction? Find(SeriesMail series, Facts facts)
    {
        var area = facts.Area("instructions");
        if (!series.Touches(area)) return null;
        foreach (var patch in series.Patches)
        {
            foreach (var line in patch.Diff.Added)
            {
                if (line.Text.StartsWith(Start, StringComparison.Ordinal) && PathPattern.MatchesAny(area, line.Path) && NameOf(line.Text) is { } name && !IsMoved(series, name)) return new(patch, line, name);
            }
        }

        return null;
    }

    // An opcode is a number of one byte, and stands among its like: BPF_F_… are flags.
    private static string? NameOf(string line)
    {
        var words = line.Split([' ', '\t'], 4, StringSplitOptions.RemoveEmptyEntries);
        if (words.Length < 3 || words[1].StartsWith("BPF_F_", StringComparison.Ordinal) || words[1].Contains('(', StringComparison.Ordinal) || words[1].Contains("_FLAG", StringComparison.Ordinal)) return null;
        return words[2] is ['0', 'x', _, _] && words[1].Length <= "BPF_ATOMIC_X".Length ? words[1] : null;
    }

    private static bool IsMoved(SeriesMail series, string name) =>
        series.Patches.Any(patch => patch.Diff.Removed.Any(line => line.Text.StartsWith(Start, StringComparison.Ordinal) && NameOf(line.Text) == name));
}
