using System.Text;

namespace Tributary.Server.Tests;

/// <summary>The tables of docs/patchwork-api.md, made of what the code declares.</summary>
internal static class ApiTables
{
    private const string Page = "docs/patchwork-api.md";
    private const string End = "<!-- end -->";

    /// <summary>The table of addresses.</summary>
    public static string Addresses(ApiRouter router)
    {
        var table = new StringBuilder("| address | methods | parameters | takes | answers with |\n| --- | --- | --- | --- | --- |\n");
        foreach (var route in router.Routes.OrderBy(route => route.Path, StringComparer.Ordinal))
        {
            var methods = route.Methods.Except(["HEAD", "OPTIONS"])
                .Select(method => method + (method == "GET" ? Since(route.Since) : Since((ApiVersion)Math.Max((int)route.Since, (int)route.WritableSince))));
            var parameters = route.Parameters.Select(parameter => $"`{parameter.Name}`{Since(parameter.Since)}");
            table.Append($"| `{(route.Path.Length == 0 ? "/" : route.Path)}` | {string.Join(", ", methods)} | {string.Join(", ", parameters)} | ")
                .Append($"{string.Join(", ", route.BodyFields.Select(field => $"`{field}`"))} | {route.Answer?.Name} |\n");
        }

        return table.ToString();
    }

    /// <summary>The table of fields.</summary>
    public static string Fields(ApiRouter router)
    {
        var table = new StringBuilder("| object | fields |\n| --- | --- |\n");
        foreach (var shape in ShapesOf(router))
            table.Append($"| {shape.Name} | {string.Join(", ", shape.Listed.Select(field => $"`{field.Field}`{Since(field.Since)}"))} |\n");
        return table.ToString();
    }

    /// <summary>All shapes: of routes, of objects in them, of the payloads of events.</summary>
    public static IReadOnlyList<IApiShape> ShapesOf(ApiRouter router) =>
        [.. router.Routes.Select(route => route.Answer).OfType<IApiShape>().DistinctBy(shape => shape.Name).OrderBy(shape => shape.Name, StringComparer.Ordinal), .. EmbeddedShapes.All, .. EventPayload.All];

    /// <summary>The part of the page between a mark and the end of its table; written anew first when TRIBUTARY_ACCEPT is 1.</summary>
    public static string Read(string mark, string wanted)
    {
        var file = Path.Combine(Root(), Page);
        var text = File.ReadAllText(file);
        var from = text.IndexOf('\n', text.IndexOf($"<!-- {mark}:", StringComparison.Ordinal)) + 1;
        var to = text.IndexOf(End, from, StringComparison.Ordinal);
        if (Environment.GetEnvironmentVariable("TRIBUTARY_ACCEPT") != "1") return text[from..to];
        File.WriteAllText(file, text[..from] + wanted + text[to..]);
        return wanted;
    }

    private static string Since(ApiVersion version) => version == ApiVersion.V10 ? "" : $" ({version.Name})";

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Tributary.slnx"))) folder = folder.Parent;
        return folder.FullName;
    }
}
