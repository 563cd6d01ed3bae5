using Tributary.Patches;

namespace Tributary.Policy;

/// <summary>A new source file begins with <c>SPDX-License-Identifier</c>.</summary>
public sealed class SpdxTag() : PatchRule(new("spdx-tag", Clause.General, Severity.Warning, "A new file names no licence"))
{
    /// <inheritdoc />
    public override void Check(SeriesPart patch, SeriesMail series, Facts facts, Findings findings)
    {
        foreach (var file in patch.Mail.Files)
        {
            if (file.Change != DiffChange.Added || file.IsBinary || file.Added == 0 || !SourceFile.IsSource(file.Path)) continue;
            var lines = patch.Diff.Added.Where(line => line.Path == file.Path).ToList();
            if (lines.Take(Deepest).Any(line => line.Text.Contains("SPDX-License-Identifier", StringComparison.Ordinal)) || lines.Count == 0) continue;
            findings.Add(new(Info, patch.Id, $"{file.Path} is new and names no licence")
            {
                Place = FindingPlace.Diff(lines[0]),
                Fix = $"Begin it with {SourceFile.LicenceLine(file.Path)}",
            });
        }
    }

    private const int Deepest = 3;
}
