using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Tributary.Server.Tests;

/// <summary>Patchwork's own description of its API 1.4 (OpenAPI), which is not part of the repository.</summary>
internal sealed class ApiDescription
{
    private const string Prefix = "/api/1.4/";

    private readonly JsonNode _root;

    private ApiDescription(JsonNode root) => _root = root;

    /// <summary>Reads it; null, and a word about it, where it is not here.</summary>
    public static ApiDescription? Find()
    {
        if (SharedFiles.Find("peers/patchwork-api-1.4.yaml") is not { } file) return null;
        using var text = new StreamReader(file);
        var stream = new YamlStream();
        stream.Load(text);
        return new(ToJson(stream.Documents[0].RootNode)!);
    }

    /// <summary>Every operation: method, path below the version with its places named by number, and its description.</summary>
    public IEnumerable<(string Method, string Path, JsonObject Operation)> Operations =>
        from path in _root["paths"]!.AsObject()
        from operation in path.Value!.AsObject()
        where operation.Key != "parameters"
        select (operation.Key.ToUpperInvariant(), Plain(path.Key), operation.Value!.AsObject());

    /// <summary>The names of an operation's parameters.</summary>
    public IEnumerable<string> ParametersOf(JsonObject operation) =>
        (operation["parameters"]?.AsArray() ?? []).Select(parameter => Resolve(parameter!)["name"]!.GetValue<string>());

    /// <summary>The names of the fields that an operation takes.</summary>
    public IEnumerable<string> BodyFieldsOf(JsonObject operation)
    {
        if (operation["requestBody"] is not { } body) return [];
        var schema = Resolve(body)["content"]!["application/json"]!["schema"]!;
        return PropertiesOf(schema).Where(property => !IsReadOnly(property.Value)).Select(property => property.Key);
    }

    /// <summary>The schema of an operation's answer, that of a row where it is a list.</summary>
    public JsonObject? AnswerOf(JsonObject operation)
    {
        var responses = operation["responses"]!.AsObject();
        if ((responses["200"] ?? responses["201"])?["content"]?["application/json"]?["schema"] is not JsonObject schema) return null;
        return schema["type"]?.ToJsonString() == "\"array\"" ? schema["items"]!.AsObject() : schema;
    }

    /// <summary>The schema of a name.</summary>
    public JsonObject SchemaOf(string name) => _root["components"]!["schemas"]![name]!.AsObject();

    /// <summary>Follows a reference.</summary>
    public JsonObject Resolve(JsonNode node)
    {
        while (node["$ref"]?.GetValue<string>() is { } reference)
        {
            var target = _root;
            foreach (var part in reference.Split('/').Skip(1)) target = target[part]!;
            node = target;
        }

        return node.AsObject();
    }

    /// <summary>The properties of a schema, with those of all that it joins; later ones add to earlier ones.</summary>
    public IReadOnlyDictionary<string, PropertySchemas> PropertiesOf(JsonNode node)
    {
        var schema = Resolve(node);
        var found = new Dictionary<string, PropertySchemas>();
        foreach (var part in schema["allOf"]?.AsArray() ?? [])
        {
            foreach (var (name, schemas) in PropertiesOf(part!)) found[name] = new([.. found.GetValueOrDefault(name)?.All ?? [], .. schemas.All]);
        }

        foreach (var (name, property) in schema["properties"]?.AsObject() ?? []) found[name] = new([.. found.GetValueOrDefault(name)?.All ?? [], property!.AsObject()]);
        return found;
    }

    /// <summary>A path as routes write it, with every place called <c>{}</c>.</summary>
    public static string Plain(string path)
    {
        var below = path.StartsWith(Prefix, StringComparison.Ordinal) ? path[Prefix.Length..] : path;
        return string.Join('/', below.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(part => part[0] == '{' ? "{}" : part));
    }

    private bool IsReadOnly(PropertySchemas property) => property.All.Any(schema => Resolve(schema)["readOnly"]?.ToJsonString() == "true");

    private static JsonNode? ToJson(YamlNode node) => node switch
    {
        YamlMappingNode map => new JsonObject(map.Children.Select(pair => KeyValuePair.Create(((YamlScalarNode)pair.Key).Value!, ToJson(pair.Value)))),
        YamlSequenceNode list => new JsonArray([.. list.Children.Select(ToJson)]),
        YamlScalarNode { Style: ScalarStyle.Plain, Value: "true" or "false" } flag => JsonValue.Create(flag.Value == "true"),
        YamlScalarNode { Style: ScalarStyle.Plain } number when long.TryParse(number.Value, System.Globalization.CultureInfo.InvariantCulture, out var value) => JsonValue.Create(value),
        YamlScalarNode text => JsonValue.Create(text.Value),
        _ => null,
    };
}

/// <summary>The schemas that a property must fit: one for each part of a joined schema that names it.</summary>
internal sealed record PropertySchemas(IReadOnlyList<JsonObject> All);
