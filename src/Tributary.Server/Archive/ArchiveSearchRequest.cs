using System.Globalization;
using System.Reflection;
using Microsoft.AspNetCore.Http;

namespace Tributary.Server;

/// <summary>What is asked of an archive's search, by the address or by a form.</summary>
/// <param name="Query">The search; empty if none was asked.</param>
/// <param name="WantsMbox">An mbox of what is found, instead of a page.</param>
/// <param name="WantsThreads">Whole threads, instead of the messages alone.</param>
internal sealed record ArchiveSearchRequest(string Query, bool WantsMbox, bool WantsThreads)
{
    /// <summary>So many messages of what is found are passed over on the page.</summary>
    public int Skip { get; private init; }

    // As long as a search may be and more; a form of another kind is none of ours.
    private const int LongestForm = 64 * 1024;

    /// <summary>Binds it for a handler.</summary>
    public static async ValueTask<ArchiveSearchRequest> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var form = await ReadFormAsync(context.Request);
        var isMbox = Of("x") == "m";
        return new(Of("q"), isMbox, Of("t") is "1" || Of("z").StartsWith("full", StringComparison.OrdinalIgnoreCase))
        {
            Skip = int.TryParse(Of("o"), NumberStyles.None, CultureInfo.InvariantCulture, out var skip) ? Math.Min(skip, ArchiveSearch.MostFound) : 0,
        };

        // Fields of the form come first; b4 posts an empty body and asks in the address.
        string Of(string name) => form?[name].FirstOrDefault() ?? context.Request.Query[name].FirstOrDefault() ?? "";
    }

    private static async Task<IFormCollection?> ReadFormAsync(HttpRequest request)
    {
        if (!HttpMethods.IsPost(request.Method) || request.ContentType?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) != true) return null;
        if (request.ContentLength is null or > LongestForm) return null;
        try
        {
            return await request.ReadFormAsync(request.HttpContext.RequestAborted);
        }
        catch (Exception failure) when (failure is InvalidDataException or NotSupportedException or BadHttpRequestException)
        {
            return null;
        }
    }
}
