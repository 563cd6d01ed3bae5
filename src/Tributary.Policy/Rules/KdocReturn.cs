namespace Tributary.Policy;

/// <summary>The kernel-doc comment of a function that returns something has <c>Return:</c>.</summary>
public sealed class KdocReturn() : PatchRule(new("kdoc-return", Clause.General, Severity.Warning, "A kernel-doc comment does not say what is returned"))
{
    /// <inheritdoc />
    public override void Check(SeriesPart patch, SeriesMail series, Facts facts, Findings findings)
    {
        var lines = patch.Diff.Lines;
        for (var at = 0; at < lines.Length; at++)
        {
            if (!lines[at].IsAdded || lines[at].Text.Trim() != "/**" || !SourceFile.IsC(lines[at].Path)) continue;
            var (end, says) = (at + 1, false);
            while (end < lines.Length && lines[end].IsAdded && !lines[end].Text.Contains("*/", StringComparison.Ordinal)) says |= SaysReturn(lines[end++].Text);
            if (says || end + 1 >= lines.Length || !lines[end + 1].IsAdded || !IsFunction(lines[end + 1].Text)) continue;
            findings.Add(new(Info, patch.Id, $"The comment of \"{lines[end + 1].Text.Trim()}\" does not say what it returns")
            {
                Place = FindingPlace.Diff(lines[at]),
                Fix = "Add a line \" * Return: …\" to the kernel-doc comment",
            });
        }
    }

    private static bool SaysReturn(string line) => line.Contains("Return", StringComparison.OrdinalIgnoreCase) || line.Contains("DOC:", StringComparison.Ordinal) || line.Contains("* struct ", StringComparison.Ordinal) || line.Contains("* enum ", StringComparison.Ordinal);

    private static bool IsFunction(string line) =>
        line.Length > 0 && char.IsLetter(line[0]) && line.Contains('(', StringComparison.Ordinal) && !line.Contains("void ", StringComparison.Ordinal) && !line.StartsWith("struct ", StringComparison.Ordinal) && !line.StartsWith('#') && !line.Contains('=', StringComparison.Ordinal)
        && line.AsSpan(0, line.IndexOf('(', StringComparison.Ordinal)).Contains(' ');
}
