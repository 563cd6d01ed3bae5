namespace Tributary.Policy;

/// <summary>A series says on which commit it stands, so that machines apply it there (PFX-3).</summary>
public sealed class BaseCommit() : Rule(new("base-commit", new("PFX-3"), Severity.Advice, "The series does not say on which commit it stands") { IsOfMail = true })
{
    /// <inheritdoc />
    public override void Check(SeriesMail series, Facts facts, Findings findings)
    {
        if (series.Total < 2 || series.IsRfc) return;
        foreach (var part in series.Letters)
        {
            if (part.Mail.BaseCommit is not null) return;
        }

        findings.Add(new(Info, series.Head.Id, "No base-commit: says on which commit the series stands")
        {
            Fix = "Rebase it on the tip of the tree that it is for, and format it with git format-patch --base=auto (or --base=COMMIT)",
        });
    }
}
