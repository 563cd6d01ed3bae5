using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Tributary.Server;

/// <summary>A file that is built into the program and served at an address that bears its hash, so that it may be kept for ever.</summary>
internal sealed class StaticFile
{
    private readonly byte[] _content;
    private readonly string _type;

    private StaticFile(string name, string type)
    {
        using var stream = typeof(StaticFile).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"{name} is not in the assembly.");
        _content = new byte[stream.Length];
        stream.ReadExactly(_content);
        _type = type;
        Name = name;
        Address = $"/static/{Convert.ToHexStringLower(SHA256.HashData(_content).AsSpan(0, 8))}/{name}";
    }

    /// <summary>The one style sheet.</summary>
    public static StaticFile StyleSheet { get; } = new("tributary.css", "text/css; charset=utf-8");

    /// <summary>The sign in the browser's tab.</summary>
    public static StaticFile Icon { get; } = new("icon.svg", "image/svg+xml");

    /// <summary>The keyboard for lists of series.</summary>
    public static StaticFile Keys { get; } = new("keys.js", "text/javascript; charset=utf-8");

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>Its address.</summary>
    public string Address { get; }

    /// <summary>Maps the files, under any hash: a page of the last release must not stand there naked.</summary>
    public static void Map(IEndpointRouteBuilder app)
    {
        foreach (var file in (StaticFile[])[StyleSheet, Icon, Keys]) app.MapMethods($"/static/{{hash}}/{file.Name}", Verbs.Read, file.Send);
    }

    private FileContentHttpResult Send(HttpContext context)
    {
        var isCurrent = context.Request.Path.Equals(Address, StringComparison.Ordinal);
        context.Response.Headers.CacheControl = isCurrent ? "public, max-age=31536000, immutable" : "no-cache";
        return TypedResults.Bytes(_content, _type);
    }
}
