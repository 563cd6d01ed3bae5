using System.Collections.Immutable;

namespace Tributary.Policy;

/// <summary>Finds what a series adds to the interface of the kernel.</summary>
internal static class UapiLines
{
    /// <summary>The first line added to a header of the area of which something is said; null where none is, or where it is only moved.</summary>
    public static (SeriesPart Patch, DiffText.Line Line)? FindAdded(SeriesMail series, ImmutableArray<string> area, Func<string, bool> says)
    {
        if (!series.Touches(area)) return null;
        foreach (var patch in series.Patches)
        {
            if (patch.IsRevert) continue;
            foreach (var line in patch.Diff.Added)
            {
                var text = line.Text.AsSpan().TrimStart();
                if (PathPattern.MatchesAny(area, line.Path) && !text.StartsWith("*") && !text.StartsWith("/*") && says(line.Text) && !IsMoved(patch, line)) return (patch, line);
            }
        }

        return null;
    }

    private static bool IsMoved(SeriesPart patch, DiffText.Line added) => patch.Diff.Removed.Any(line => line.Text.Trim() == added.Text.Trim());
}
