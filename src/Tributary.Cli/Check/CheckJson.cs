using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using Tributary.Policy;

namespace Tributary.Cli;

/// <summary>Findings as JSON, one object a line.</summary>
internal static class CheckJson
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes them.</summary>
    public static void Write(TextWriter output, ImmutableArray<CheckResult> results)
    {
        foreach (var result in results)
        {
            using var buffer = new MemoryStream();
            using (var json = new Utf8JsonWriter(buffer, Options)) Write(json, result);
            output.WriteLine(System.Text.Encoding.UTF8.GetString(buffer.GetBuffer().AsSpan(0, (int)buffer.Length)));
        }
    }

    private static void Write(Utf8JsonWriter json, CheckResult result)
    {
        var finding = result.Finding;
        json.WriteStartObject();
        json.WriteString("file", result.File.Name);
        json.WriteNumber("line", result.Line);
        json.WriteString("severity", CheckText.Word(finding.Severity));
        json.WriteString("rule", finding.Rule.Id);
        json.WriteString("clause", finding.Rule.Clause.Id);
        json.WriteString("sentence", finding.Sentence);
        json.WriteString("fix", finding.Fix);
        json.WriteBoolean("mechanical", finding.Mend is not null);
        json.WriteString("message_id", finding.Mail.Value);
        json.WriteString("subject", result.Part.Message.Subject);
        json.WriteString("path", finding.Place.Part == MailPlacePart.Diff ? finding.Place.Path : null);
        if (finding.Place is { Part: MailPlacePart.Diff, FileLine: > 0 }) json.WriteNumber("path_line", finding.Place.FileLine);
        else json.WriteNull("path_line");
        json.WriteEndObject();
    }
}
