namespace Tributary.Policy;

/// <summary>Comments in C are written <c>/* so */</c>; the line of the licence is the one exception.</summary>
public sealed class CppComments : IPatchRule
{
    /// <inheritdoc />
    public RuleInfo Info { get; } = new("cpp-comments", Clause.General, Severity.Warning, "An added line has a C++ comment");

    /// <inheritdoc />
    public IEnumerable<Finding> Check(SeriesPart patch, SeriesMail series, Facts facts)
    {
        foreach (var line in patch.Diff.Added)
        {
            var text = line.Text.AsSpan().TrimStart();
            if (!SourceFile.IsC(line.Path) || !(text.StartsWith("// ") || text.StartsWith("//\t")) || text.IndexOf("SPDX-License-Identifier") > 0) continue;
            yield return new(Info, patch.Id, $"{line.Path}:{line.FileLine} has a C++ comment")
            {
                Place = FindingPlace.Diff(line),
                Fix = $"Write /* {text[2..].Trim()} */",
                Mend = new(MendKind.ReplaceDiffLine, line.DiffLine, $"+{line.Text[..^text.Length]}/* {text[2..].Trim()} */"),
            };
            yield break;
        }
    }
}
