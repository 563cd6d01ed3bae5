namespace Tributary.Policy;

/// <summary>Source files are not executable.</summary>
public sealed class ExecutableSource() : PatchRule(new("executable-source", Clause.General, Severity.Warning, "A source file is executable"))
{
    /// <inheritdoc />
    public override void Check(SeriesPart patch, SeriesMail series, Facts facts, Findings findings)
    {
        if (patch.Mail.Diff is not { } diff || !diff.Contains("mode 100755", StringComparison.Ordinal)) return;
        foreach (var file in patch.Mail.Files)
        {
            if (!SourceFile.IsC(file.Path) && !file.Path.EndsWith("Makefile", StringComparison.Ordinal) && !file.Path.EndsWith(".rst", StringComparison.Ordinal)) continue;
            var start = diff.IndexOf($" b/{file.Path}\n", StringComparison.Ordinal);
            if (start < 0) continue;
            var rest = diff.AsSpan(start + 1);
            var end = rest.IndexOf("\ndiff --git ");
            if ((end < 0 ? rest : rest[..end]) is var part && part.IndexOf("\nnew file mode 100755\n") < 0 && part.IndexOf("\nnew mode 100755\n") < 0) continue;
            findings.Add(new(Info, patch.Id, $"{file.Path} is made executable")
            {
                Place = FindingPlace.Subject with { Path = file.Path },
                Fix = $"Run chmod 644 {file.Path} and amend the commit",
            });
        }
    }
}
