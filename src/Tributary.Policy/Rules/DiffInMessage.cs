namespace Tributary.Policy;

/// <summary>A diff that a commit message shows is indented: else git takes it for the patch.</summary>
public sealed class DiffInMessage : IPatchRule
{
    /// <inheritdoc />
    public RuleInfo Info { get; } = new("diff-in-message", Clause.General, Severity.Warning, "The commit message holds a diff that git would apply");

    /// <inheritdoc />
    public IEnumerable<Finding> Check(SeriesPart patch, SeriesMail series, Facts facts)
    {
        foreach (var line in patch.Text.Lines)
        {
            if (line.Role == LineRole.Trailer || !(line.Text.StartsWith("diff --git ", StringComparison.Ordinal) || line.Text.StartsWith("--- a/", StringComparison.Ordinal) || line.Text.StartsWith("+++ b/", StringComparison.Ordinal)
                || line.Text.StartsWith("@@ -", StringComparison.Ordinal))) continue;
            yield return new(Info, patch.Id, "The commit message shows a diff at the beginning of a line")
            {
                Place = FindingPlace.Message(line.Number),
                Fix = "Indent the diff, or git am takes it for the patch",
                Mend = new(MendKind.ReplaceLine, line.Number, $"  {line.Text}"),
            };
            yield break;
        }
    }
}
