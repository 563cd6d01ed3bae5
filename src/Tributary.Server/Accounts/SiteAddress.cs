using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Tributary.Server;

/// <summary>
/// Where people reach this site, for links in letters: as configured, else where the server listens. Never what a request says of its host: he who
/// asks could have a link to his own host sent to somebody else.
/// </summary>
internal sealed class SiteAddress(ServerOptions options, IServer server)
{
    /// <summary>The whole address of a path of this site.</summary>
    public string Of(string path) => (options.PublicUrl ?? Listening()) + path;

    private string Listening()
    {
        var first = server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? options.Urls[0];
        return first.Replace("://*", $"://{Dns.GetHostName()}", StringComparison.Ordinal).Replace("://+", $"://{Dns.GetHostName()}", StringComparison.Ordinal)
            .Replace("://[::]", $"://{Dns.GetHostName()}", StringComparison.Ordinal).Replace("://0.0.0.0", $"://{Dns.GetHostName()}", StringComparison.Ordinal).TrimEnd('/');
    }
}
