namespace Tributary.Policy;

/// <summary>Comments in C are written <c>/* so */</c>; the line of the licence is the one exception.</summary>
public sealed class CppComments() : PatchRule(new("cpp-comments", Clause.General, Severity.Warning, "An added line has a C++ comment"))
{
    /// <inheritdoc />
    public override void Check(SeriesPart patch, SeriesMail series, Facts facts, Findings findings)
    {
        foreach (var line in patch.Diff.Added)
        {
            var text = line.Text.AsSpan().TrimStart();
            if (!SourceFile.IsC(line.Path) || !(text.StartsWith("// ") || text.StartsWith("//\t")) || text.IndexOf("SPDX-License-Identifier") > 0) continue;
            findings.Add(new(Info, patch.Id, $"{line.Path}:{line.FileLine} has a C++ comment")
            {
                Place = FindingPlace.Diff(line),
                Fix = $"Write /* {text[2..].Trim()} */",
                Mend = new(MendKind.ReplaceDiffLine, line.DiffLine, $"+{line.Text[..^text.Length]}/* {text[2..].Trim()} */"),
            });
            return;
        }
    }
}
