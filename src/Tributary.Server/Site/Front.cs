using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.DependencyInjection;

namespace Tributary.Server;

/// <summary>
/// The proxy in front of the server. What it says of a request (X-Forwarded-For, -Proto, -Host) is believed when it comes from the addresses that <see cref="ServerOptions.Behind"/>
/// names, and from nobody else; without them from nobody at all.
/// </summary>
internal static class Front
{
    /// <summary>Lets the rest of the server see the request as it reached the proxy.</summary>
    public static void Use(WebApplication app)
    {
        var trusted = app.Services.GetRequiredService<ServerOptions>().Behind;
        if (trusted.IsEmpty) return;
        var options = new ForwardedHeadersOptions
        {
            ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost,
            // One proxy: what its caller wrote into these headers stays unread.
            ForwardLimit = 1,
        };
        options.KnownIPNetworks.Clear();
        options.KnownProxies.Clear();
        foreach (var network in trusted)
        {
            options.KnownIPNetworks.Add(network);
            if (network.BaseAddress.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork) options.KnownIPNetworks.Add(new(network.BaseAddress.MapToIPv6(), 96 + network.PrefixLength));
        }

        app.UseForwardedHeaders(options);
    }
}
