using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Tributary.Server.Tests;

/// <summary>Holds answers against the description: types, enumerations, formats, lengths, and no field that the schema lacks.</summary>
internal sealed class ApiSchemaCheck(ApiDescription description)
{
    /// <summary>What is wrong with a value; nothing where it fits.</summary>
    public List<string> Check(JsonElement value, JsonNode schema)
    {
        var faults = new List<string>();
        Check(value, schema, "$", faults);
        return faults;
    }

    private void Check(JsonElement value, JsonNode node, string place, List<string> faults)
    {
        var schema = description.Resolve(node);
        if ((schema["anyOf"] ?? schema["oneOf"]) is JsonArray choices)
        {
            CheckChoices(value, choices, place, faults);
            return;
        }

        if (TypesOf(schema) is { Count: > 0 } types && !types.Contains(TypeOf(value)))
        {
            faults.Add($"{place} is {TypeOf(value)}, not {string.Join(" or ", types)}");
            return;
        }

        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                CheckObject(value, schema, place, faults);
                break;
            case JsonValueKind.Array:
                if (schema["items"] is not { } items) break;
                var index = 0;
                foreach (var item in value.EnumerateArray()) Check(item, items, $"{place}[{index++}]", faults);
                if (schema["uniqueItems"] is not null && value.EnumerateArray().Select(item => item.GetRawText()).Distinct().Count() != index) faults.Add($"{place} repeats items");
                break;
            case JsonValueKind.String:
                CheckText(value.GetString()!, schema, place, faults);
                break;
        }
    }

    // Of several, one must fit; the one that is nearest tells what is wrong.
    private void CheckChoices(JsonElement value, JsonArray choices, string place, List<string> faults)
    {
        var least = choices.Select(choice =>
        {
            var own = new List<string>();
            Check(value, choice!, place, own);
            return own;
        }).MinBy(own => own.Count)!;
        faults.AddRange(least);
    }

    private void CheckObject(JsonElement value, JsonObject schema, string place, List<string> faults)
    {
        var properties = description.PropertiesOf(schema);
        foreach (var field in value.EnumerateObject())
        {
            if (!properties.TryGetValue(field.Name, out var wanted))
            {
                if (properties.Count > 0) faults.Add($"{place}.{field.Name} is not in the description");
                continue;
            }

            foreach (var one in wanted.All) Check(field.Value, one, $"{place}.{field.Name}", faults);
        }
    }

    private static void CheckText(string text, JsonObject schema, string place, List<string> faults)
    {
        if (schema["enum"] is JsonArray words && !words.Any(word => word!.ToString() == text)) faults.Add($"{place} is {text}, which is none of {words.ToJsonString()}");
        if (schema["maxLength"] is { } most && text.Length > most.GetValue<long>()) faults.Add($"{place} is longer than {most}");
        if (schema["minLength"] is { } least && text.Length < least.GetValue<long>()) faults.Add($"{place} is shorter than {least}");
        if (schema["pattern"] is { } pattern && !Regex.IsMatch(text, pattern.GetValue<string>(), RegexOptions.None, TimeSpan.FromSeconds(1))) faults.Add($"{place} is {text}, unlike {pattern}");
        var isRight = schema["format"]?.GetValue<string>() switch
        {
            // Patchwork's projects have empty addresses where nobody has said any.
            "uri" => text.Length == 0 || Uri.IsWellFormedUriString(text.Replace("{}", "x", StringComparison.Ordinal), UriKind.Absolute),
            "iso8601" => DateTime.TryParseExact(text, ["yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss.ffffff"], CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
            "email" => text.Contains('@', StringComparison.Ordinal),
            _ => true,
        };
        if (!isRight) faults.Add($"{place} is {text}, which is no {schema["format"]}");
    }

    private static List<string> TypesOf(JsonObject schema) => schema["type"] switch
    {
        JsonArray types => [.. types.Select(type => type!.ToString())],
        JsonValue type => [type.ToString()],
        _ => [],
    };

    private static string TypeOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "object",
        JsonValueKind.Array => "array",
        JsonValueKind.String => "string",
        JsonValueKind.True or JsonValueKind.False => "boolean",
        JsonValueKind.Null => "null",
        _ => value.TryGetInt64(out _) ? "integer" : "number",
    };
}
