namespace Tributary.Policy;

/// <summary>A respin sends the whole series again, never single patches of it (PFX-5).</summary>
public sealed class PartialRespin() : Rule(new("partial-respin", new("PFX-5"), Severity.Error, "Only a part of the series is sent again") { IsOfMail = true })
{
    /// <inheritdoc />
    public override void Check(SeriesMail series, Facts facts, Findings findings)
    {
        var subject = series.Head.Mail.Subject;
        var isReplacement = subject.MinorVersion > 0;
        if (!isReplacement && (series.Version < 2 || series.Total < 2 || series.Cover is not null || series.Patches.Length * 2 > series.Total)) return;
        var numbers = string.Join(", ", series.Patches.Select(patch => patch.Number));
        findings.Add(new(Info, series.Head.Id, isReplacement
            ? $"It replaces patch {numbers} of v{series.Version} and leaves the others where they are"
            : $"Of {series.Total} patches only {numbers} {(series.Patches.Length == 1 ? "is" : "are")} sent again")
        {
            Fix = $"Send the whole series as v{(isReplacement ? series.Version + 1 : series.Version)}, so that one thread holds all that is to be applied",
        });
    }
}
