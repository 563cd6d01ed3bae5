using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace Tributary.Server;

/// <summary>Reads calls of XML-RPC. Nothing outside the document is read: no document type, no entity of its own.</summary>
internal static class RpcReader
{
    // A list of ids in a struct of filters is 3 deep.
    private const int Deepest = 16;

    private static readonly XmlReaderSettings Settings = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = BodyReading.MaxBytes };

    /// <summary>Reads a call.</summary>
    /// <param name="body">The bytes of the request.</param>
    /// <returns>The call, or a fault that says what is wrong with it.</returns>
    public static (RpcCall? Call, RpcFault? Fault) Read(byte[] body)
    {
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(body), Settings);
            var call = XElement.Load(reader);
            if (call.Name != "methodCall" || call.Element("methodName") is not { } name) return (null, new("This is no call of XML-RPC: methodCall with a methodName is missing."));
            return (new(name.Value.Trim(), [.. call.Elements("params").Elements("param").Elements("value").Select(value => Read(value, Deepest))]), null);
        }
        catch (Exception failure) when (failure is XmlException or FormatException or OverflowException)
        {
            return (null, new($"This is no call of XML-RPC: {failure.Message}"));
        }
    }

    private static object Read(XElement value, int depth)
    {
        if (depth == 0) throw new FormatException($"values stand in each other more than {Deepest} deep.");
        if (value.Elements().FirstOrDefault() is not { } typed) return value.Value;
        return typed.Name.LocalName switch
        {
            "int" or "i4" or "i8" => long.Parse(typed.Value.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture),
            "boolean" => typed.Value.Trim() == "1",
            "double" => double.Parse(typed.Value.Trim(), NumberStyles.Float, CultureInfo.InvariantCulture),
            "base64" => Encoding.UTF8.GetString(Convert.FromBase64String(typed.Value)),
            "nil" => "",
            "array" => typed.Elements("data").Elements("value").Select(one => Read(one, depth - 1)).ToImmutableArray(),
            "struct" => ReadFields(typed, depth),
            _ => typed.Value,
        };
    }

    // Of a name that stands twice the last counts.
    private static ImmutableSortedDictionary<string, object> ReadFields(XElement members, int depth)
    {
        var fields = ImmutableSortedDictionary.CreateBuilder<string, object>(StringComparer.Ordinal);
        foreach (var member in members.Elements("member"))
        {
            if (member.Element("name") is { } name && member.Element("value") is { } value) fields[name.Value] = Read(value, depth - 1);
        }

        return fields.ToImmutable();
    }
}
