using Microsoft.AspNetCore.Http;

namespace Tributary.Server;

/// <summary>
/// What a browser is told about every answer. Pages hold text of strangers: should any of it ever come out as markup, it still may
/// not run, load, frame or send anything.
/// </summary>
internal static class SecurityHeaders
{
    /// <summary>No script at all, styles from here alone.</summary>
    public const string ContentSecurityPolicy =
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /// <summary>The same for a page with keys (<see cref="KeyScript"/>): scripts from here, and what is served as text cannot be one (nosniff).</summary>
    public const string PolicyWithKeys = ContentSecurityPolicy + "; script-src 'self'";

    /// <summary>Sets them before anything is sent.</summary>
    public static Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = ContentSecurityPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers.CacheControl = "no-cache";
        return next(context);
    }
}
