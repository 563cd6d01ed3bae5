using Microsoft.AspNetCore.Http;

namespace Tributary.Server;

/// <summary>The cookies of the pages: for the browser alone, never for scripts, and over TLS alone where the site has it.</summary>
internal static class SiteCookies
{
    // A browser takes such a name only over TLS, for this host alone and for all of it: a neighbouring host cannot plant one.
    private const string HostPrefix = "__Host-";

    /// <summary>What a cookie holds, or null.</summary>
    public static string? Read(HttpContext context, string name) => context.Request.Cookies[NameOf(context, name)];

    /// <summary>Sets a cookie.</summary>
    public static void Write(HttpContext context, string name, string value, TimeSpan life) =>
        context.Response.Cookies.Append(NameOf(context, name), value, OptionsOf(context, life));

    /// <summary>Takes a cookie away.</summary>
    public static void Delete(HttpContext context, string name) => context.Response.Cookies.Delete(NameOf(context, name), OptionsOf(context, life: null));

    private static string NameOf(HttpContext context, string name) => context.Request.IsHttps ? HostPrefix + name : name;

    private static CookieOptions OptionsOf(HttpContext context, TimeSpan? life) =>
        new() { HttpOnly = true, Secure = context.Request.IsHttps, SameSite = SameSiteMode.Lax, Path = "/", MaxAge = life, IsEssential = true };
}
