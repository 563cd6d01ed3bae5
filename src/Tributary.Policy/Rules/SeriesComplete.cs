namespace Tributary.Policy;

/// <summary>All the patches that the subjects announce are there.</summary>
public sealed class SeriesComplete() : Rule(new("series-complete", Clause.General, Severity.Warning, "Patches of the series are missing") { IsOfMail = true })
{
    /// <inheritdoc />
    public override void Check(SeriesMail series, Facts facts, Findings findings)
    {
        if (series.Patches.Length >= series.Total || series.Head.Mail.Subject.MinorVersion > 0 || series.Patches.Length * 2 <= series.Total) return;
        var missing = Enumerable.Range(1, series.Total).Except(series.Patches.Select(patch => patch.Number)).ToList();
        if (missing.Count == 0) return;
        findings.Add(new(Info, series.Head.Id, $"{series.Total} patches are announced, and {string.Join(", ", missing)} {(missing.Count == 1 ? "is" : "are")} not here")
        {
            Fix = "Send, or name, all of them; a mail server may have held one back",
        });
    }
}
