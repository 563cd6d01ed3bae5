using System.Buffers;
using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using Tributary.Mail;
using Tributary.Policy;

namespace Tributary.Store;

/// <summary>Findings as bytes: a JSON array of arrays, packed like mail.</summary>
internal static class FindingPacking
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Packs them.</summary>
    public static StoredContent Pack(ImmutableArray<StoredFinding> findings)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartArray();
            foreach (var finding in findings) Write(json, finding);
            json.WriteEndArray();
        }

        return StoredContent.Of(buffer.WrittenMemory);
    }

    /// <summary>Reads them.</summary>
    public static ImmutableArray<StoredFinding> Unpack(StoredContent content)
    {
        using var json = JsonDocument.Parse(content.Decode());
        return [.. json.RootElement.EnumerateArray().Select(Read)];
    }

    private static void Write(Utf8JsonWriter json, StoredFinding finding)
    {
        json.WriteStartArray();
        json.WriteStringValue(finding.Rule);
        json.WriteNumberValue((int)finding.Severity);
        json.WriteStringValue(Dialect.Clean(finding.Message.Value));
        json.WriteStringValue(Dialect.Clean(finding.Sentence));
        json.WriteStringValue(Dialect.Clean(finding.Fix));
        json.WriteNumberValue((int)finding.Place.Part);
        json.WriteNumberValue(finding.Place.Line);
        json.WriteStringValue(finding.Place.Path is { } path ? Dialect.Clean(path) : null);
        json.WriteNumberValue(finding.Place.FileLine);
        json.WriteEndArray();
    }

    private static StoredFinding Read(JsonElement one) =>
        new(Text(one[0]), (Severity)one[1].GetInt32(), new MessageId(Text(one[2])), Text(one[3]), Text(one[4]))
        {
            Place = new((MailPlacePart)one[5].GetInt32(), one[6].GetInt32()) { Path = one[7].GetString(), FileLine = one[8].GetInt32() },
        };

    private static string Text(JsonElement value) => value.GetString() ?? "";
}
