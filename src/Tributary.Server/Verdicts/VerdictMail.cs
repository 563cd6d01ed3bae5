using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Tributary.Mail;
using Tributary.Policy;
using Tributary.Store;

namespace Tributary.Server;

/// <summary>The one letter about what the rules found in a series: to its sender, in reply to its head, errors only. Pure.</summary>
public static class VerdictMail
{
    /// <summary>The project's setting that turns it on: since when, as ISO 8601 says it; empty turns it off.</summary>
    public const string Setting = "verdict_mail";

    private const int MostFindings = 30;
    private const string Indent = "   ";
    private static readonly TimeSpan FreshFor = TimeSpan.FromDays(2);

    /// <summary>True when a letter about it is due: the project wants it, all of the series is here, it is new, and something must be otherwise.</summary>
    /// <param name="series">The series.</param>
    /// <param name="verdict">The verdict.</param>
    /// <param name="setting">What the project's setting says, or null.</param>
    public static bool IsDue(SeriesSummary series, StoredVerdict verdict, string? setting) =>
        DateTimeOffset.TryParse(setting, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var since)
        && series.IsComplete && series.Date >= since && series.Date > verdict.At - FreshFor && verdict.Counts.Errors > 0;

    /// <summary>What proves that a link to refuse mail was in a letter to an address.</summary>
    /// <param name="secret">The installation's secret.</param>
    /// <param name="address">The address, in lower case.</param>
    public static string KeyOf(string secret, string address) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(address)).AsSpan(0, 16));

    /// <summary>The letter.</summary>
    /// <param name="detail">The series.</param>
    /// <param name="verdict">The verdict.</param>
    /// <param name="site">Where people reach this site, without a last slash.</param>
    /// <param name="refusal">The link by which he gets no more of them.</param>
    public static OutgoingLetter Compose(SeriesDetail detail, StoredVerdict verdict, string site, string refusal)
    {
        var series = detail.Summary;
        var errors = verdict.Findings.Where(static finding => finding.Severity == Severity.Error).ToList();
        var text = new StringBuilder();
        text.Append(LetterLines.Wrap($"Hello{(series.Submitter.Name.Length > 0 ? $" {VisibleText.Flatten(series.Submitter.Name)}" : "")},")).Append('\n');
        text.Append(LetterLines.Wrap($"a program read \"{VisibleText.Flatten(series.Name)}\" by the rules of the subsystem's handbook. {(errors.Count == 1 ? "One thing" : $"{errors.Count} things")} would have it sent back:")).Append('\n');
        foreach (var (index, finding) in errors.Take(MostFindings).Index()) Append(text, index + 1, finding, detail);
        if (errors.Count > MostFindings) text.Append(LetterLines.Wrap($"And {errors.Count - MostFindings} more; the page below shows all of them.")).Append('\n');
        text.Append(LetterLines.Wrap("What is only good to know is on the page of the series, beside the lines it speaks of:")).Append($"\n    {site}{Addresses.Series(series.Id)}\n\n");
        text.Append(LetterLines.Wrap("No answer is needed: send a new version when reviewers had their say. trib check tells the same before sending. Nobody has judged the work itself, and no other mail about this series comes from here.")).Append('\n');
        text.Append(LetterLines.Wrap("To get no mail of this kind any more, open this page:")).Append($"\n    {refusal}\n");
        return new()
        {
            Key = $"verdict/{series.Id.Value.ToString(CultureInfo.InvariantCulture)}", To = [series.Submitter], Subject = $"Re: {HeadSubject(detail)}", Text = text.ToString(),
            InReplyTo = series.Head, References = [series.Head], Project = series.Project, Series = series.Id,
        };
    }

    private static string HeadSubject(SeriesDetail detail) =>
        detail.Thread.FirstOrDefault(entry => entry.Message == detail.Summary.Head)?.Subject is { Length: > 0 } subject ? subject : detail.Summary.Name;

    private static void Append(StringBuilder text, int number, StoredFinding finding, SeriesDetail detail)
    {
        var patch = detail.Patches.FirstOrDefault(one => one.Message == finding.Message);
        var where = patch is null ? "The cover letter" : $"Patch {patch.Number.ToString(CultureInfo.InvariantCulture)}";
        var place = finding.Place is { Part: MailPlacePart.Diff, Path: { } path } ? $", {path}{(finding.Place.FileLine > 0 ? $" line {finding.Place.FileLine.ToString(CultureInfo.InvariantCulture)}" : "")}" : "";
        text.Append(LetterLines.Wrap($"{number}. {where}{place}: {VisibleText.Flatten(finding.Sentence)} [{finding.Rule}, {RuleCatalog.Find(finding.Rule)?.Info.Clause.Id ?? "GEN-1"}].", Indent));
        text.Append(LetterLines.Wrap($"{VisibleText.Flatten(finding.Fix)}.", Indent, Indent)).Append('\n');
    }
}
