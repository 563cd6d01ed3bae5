using Microsoft.AspNetCore.Http;

namespace Tributary.Server;

/// <summary>The cookies of the pages: for the browser alone, never for scripts, and over TLS alone where the site has it.</summary>
internal sealed class SiteCookies(ServerOptions options)
{
    // A browser takes such a name only over TLS, for this host alone and for all of it: a neighbouring host cannot plant one.
    private const string HostPrefix = "__Host-";

    /// <summary>True where the site is reached over TLS, by itself or by a proxy before it.</summary>
    public bool IsSecure(HttpContext context) => context.Request.IsHttps || options.PublicUrl?.StartsWith("https:", StringComparison.Ordinal) == true;

    /// <summary>What a cookie holds, or null.</summary>
    public string? Read(HttpContext context, string name) => context.Request.Cookies[NameOf(context, name)];

    /// <summary>Sets a cookie.</summary>
    public void Write(HttpContext context, string name, string value, TimeSpan life) =>
        context.Response.Cookies.Append(NameOf(context, name), value, OptionsOf(context, life));

    /// <summary>Takes a cookie away.</summary>
    public void Delete(HttpContext context, string name) => context.Response.Cookies.Delete(NameOf(context, name), OptionsOf(context, life: null));

    private string NameOf(HttpContext context, string name) => IsSecure(context) ? HostPrefix + name : name;

    private CookieOptions OptionsOf(HttpContext context, TimeSpan? life) =>
        new() { HttpOnly = true, Secure = IsSecure(context), SameSite = SameSiteMode.Lax, Path = "/", MaxAge = life, IsEssential = true };
}
