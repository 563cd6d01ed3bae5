namespace Tributary.Policy;

/// <summary>All messages of a series name the same tree (PFX-1).</summary>
public sealed class TreeMixed() : Rule(new("tree-mixed", new("PFX-1"), Severity.Error, "The patches of a series name different trees") { IsOfMail = true })
{
    /// <inheritdoc />
    public override void Check(SeriesMail series, Facts facts, Findings findings)
    {
        foreach (var patch in series.Letters)
        {
            if (patch.Id == series.Head.Id || PrefixRouting.Decide(facts.Profile, patch.Mail.Subject.Tags).Tree == facts.Named.Tree) continue;
            findings.Add(new(Info, patch.Id, $"The prefix [{string.Join(' ', patch.Mail.Subject.Tags)}] is not that of the series, [{string.Join(' ', series.Head.Mail.Subject.Tags)}]")
            {
                Fix = "Format the whole series at one go, so that every message bears the same prefix",
            });
        }
    }
}
