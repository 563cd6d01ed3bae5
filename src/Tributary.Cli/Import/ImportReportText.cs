using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Tributary.Server;

namespace Tributary.Cli;

/// <summary>The counts of an import, for people and for scripts.</summary>
internal static class ImportReportText
{
    /// <summary>A short text.</summary>
    public static void Write(ImportReport report, TextWriter output)
    {
        var rate = report.Took.TotalSeconds > 0 ? report.Messages / report.Took.TotalSeconds : 0;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{report.Messages:N0} messages in {report.Took.TotalSeconds:0.0} s ({rate:N0} a second)"));
        var totals = report.Totals;
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"  {totals.Patches:N0} patches, {totals.Covers:N0} covers, {totals.Comments:N0} comments, {totals.PullRequests:N0} pull requests: {totals.Series:N0} series"));
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"  {report.Ignored:N0} ignored, {report.Counts.Duplicates:N0} duplicates, {report.Counts.Quarantined:N0} quarantined"));
    }

    /// <summary>One JSON object.</summary>
    public static void WriteJson(ImportReport report, TextWriter output)
    {
        var totals = report.Totals;
        var view = new ImportView(
            report.Messages, totals.Patches, totals.Covers, totals.Comments, totals.PullRequests, totals.Series,
            report.Ignored, report.Counts.Duplicates, report.Counts.Quarantined, Math.Round(report.Took.TotalSeconds, 3));
        output.WriteLine(JsonSerializer.Serialize(view, ImportJson.Default.ImportView));
    }
}

/// <summary>The words of the command line's contract.</summary>
internal sealed record ImportView(
    long Messages, long Patches, long Covers, long Comments, long PullRequests, long Series, long Ignored, long Duplicates, long Quarantined, double Seconds);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ImportView))]
internal sealed partial class ImportJson : JsonSerializerContext;
