namespace Tributary.Policy;

/// <summary>A diff that a commit message shows is indented: else git takes it for the patch.</summary>
public sealed class DiffInMessage() : PatchRule(new("diff-in-message", Clause.General, Severity.Warning, "The commit message holds a diff that git would apply"))
{
    /// <inheritdoc />
    public override void Check(SeriesPart patch, SeriesMail series, Facts facts, Findings findings)
    {
        foreach (var line in patch.Text.Lines)
        {
            if (line.Role == LineRole.Trailer || !(line.Text.StartsWith("diff --git ", StringComparison.Ordinal) || line.Text.StartsWith("--- a/", StringComparison.Ordinal) || line.Text.StartsWith("+++ b/", StringComparison.Ordinal)
                || line.Text.StartsWith("@@ -", StringComparison.Ordinal))) continue;
            findings.Add(new(Info, patch.Id, "The commit message shows a diff at the beginning of a line")
            {
                Place = FindingPlace.Message(line.Number),
                Fix = "Indent the diff, or git am takes it for the patch",
                Mend = new(MendKind.ReplaceLine, line.Number, $"  {line.Text}"),
            });
            return;
        }
    }
}
