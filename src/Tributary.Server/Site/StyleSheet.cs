using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Tributary.Server;

/// <summary>The one style sheet: built into the program, served at an address that bears its hash, so that it may be kept for ever.</summary>
internal static class StyleSheet
{
    private static readonly byte[] Content = Read();

    /// <summary>Its address.</summary>
    public static string Address { get; } = $"/static/{Convert.ToHexStringLower(SHA256.HashData(Content).AsSpan(0, 8))}/tributary.css";

    extension(IEndpointRouteBuilder app)
    {
        /// <summary>Serves it, under any hash: a page of the last release must not stand there naked.</summary>
        public void MapStyleSheet() => app.MapMethods("/static/{hash}/tributary.css", Verbs.Read, Send);
    }

    private static FileContentHttpResult Send(string hash, HttpContext context)
    {
        context.Response.Headers.CacheControl = Address.Contains(hash, StringComparison.Ordinal) ? "public, max-age=31536000, immutable" : "no-cache";
        return TypedResults.Bytes(Content, "text/css; charset=utf-8");
    }

    private static byte[] Read()
    {
        using var stream = typeof(StyleSheet).Assembly.GetManifestResourceStream("tributary.css")
            ?? throw new InvalidOperationException("The style sheet is not in the assembly.");
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
