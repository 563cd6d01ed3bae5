using System.Net;
using Microsoft.AspNetCore.Http;

namespace Tributary.Server;

/// <summary>
/// Who may read what is for those who run the machine: callers on this machine, and the addresses and networks that an option names. A request that a proxy passed on
/// without being trusted comes from no address that is known, so it is nobody's.
/// </summary>
/// <param name="options">Names the others.</param>
internal sealed class CloseCallers(ServerOptions options)
{
    private static readonly string[] Forwarded = ["X-Forwarded-For", "Forwarded"];

    /// <summary>True for one of them.</summary>
    public bool Has(HttpContext http)
    {
        if (http.Connection.RemoteIpAddress is not { } address) return IsUnixSocket(http);
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        if (Array.Exists(Forwarded, header => http.Request.Headers.ContainsKey(header))) return false;
        return IPAddress.IsLoopback(address) || options.MetricsFor.Any(network => network.Contains(address));
    }

    private static bool IsUnixSocket(HttpContext http) => !Array.Exists(Forwarded, header => http.Request.Headers.ContainsKey(header));
}
