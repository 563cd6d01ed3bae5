using System.Collections.Immutable;
using System.Net;

namespace Tributary.Server;

/// <summary>Where webhooks may be: on public addresses, and where the administrator allows it.</summary>
public sealed class WebhookPolicy
{
    private const int MostCharacters = 2000;
    private const int FirstFreePort = 1024;

    // Ports of other services that a request must not be mistaken at: those that browsers refuse (https://fetch.spec.whatwg.org/#port-blocking).
    private static readonly ImmutableHashSet<int> OthersPorts =
        [1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6379, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080, 11211];

    private readonly ImmutableArray<IPNetwork> _networks;
    private readonly ImmutableHashSet<string> _hosts;

    private WebhookPolicy(ImmutableArray<IPNetwork> networks, ImmutableHashSet<string> hosts) => (_networks, _hosts) = (networks, hosts);

    /// <summary>Nothing beside public addresses.</summary>
    public static WebhookPolicy Strict { get; } = new([], []);

    /// <summary>Reads what the administrator allows.</summary>
    /// <param name="allowed">Names of hosts, addresses, and networks such as <c>10.1.0.0/16</c>.</param>
    /// <param name="policy">It.</param>
    /// <param name="wrong">The word that is none of these.</param>
    public static bool TryRead(IEnumerable<string> allowed, out WebhookPolicy policy, out string wrong)
    {
        (policy, wrong) = (Strict, "");
        foreach (var word in allowed)
        {
            if (IPAddress.TryParse(word, out var address)) policy = new(policy._networks.Add(new(address, address.GetAddressBytes().Length * 8)), policy._hosts);
            else if (IPNetwork.TryParse(word, out var network)) policy = new(policy._networks.Add(network), policy._hosts);
            else if (Uri.CheckHostName(word) == UriHostNameType.Dns) policy = new(policy._networks, policy._hosts.Add(word.ToLowerInvariant()));
            else wrong = word;
        }

        return wrong.Length == 0;
    }

    /// <summary>Why a URL cannot be that of a webhook, whatever its host's address is; null when it can.</summary>
    public string? Refuse(string url)
    {
        if (url.Length > MostCharacters || url.Any(static one => char.IsControl(one) || char.IsWhiteSpace(one)) || !Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https") || uri.Host.Length == 0)
            return "Write an address that begins with https:// or http://.";
        if (uri.UserInfo.Length > 0) return "A name or password does not belong into the address: the secret signs what is sent.";
        if (uri.Fragment.Length > 0) return "What stands behind a # is not sent.";
        if (_hosts.Contains(uri.IdnHost)) return null;
        if (IPAddress.TryParse(uri.DnsSafeHost, out var address))
        {
            if (IsAllowed(address)) return null;
            if (!PublicAddress.IsPublic(address)) return NotPublic(address);
        }

        return uri.Port is 80 or 443 || (uri.Port >= FirstFreePort && !OthersPorts.Contains(uri.Port)) ? null : "That port belongs to another service; use 80, 443 or one from 1024 on.";
    }

    /// <summary>Those of a host's addresses that may be called.</summary>
    /// <param name="host">The host's name or address.</param>
    /// <param name="addresses">What it stands for at this moment.</param>
    /// <returns>Empty when none may.</returns>
    public ImmutableArray<IPAddress> Choose(string host, IEnumerable<IPAddress> addresses) =>
        _hosts.Contains(host.ToLowerInvariant()) ? [.. addresses] : [.. addresses.Where(address => PublicAddress.IsPublic(address) || IsAllowed(address))];

    internal static string NotPublic(object where) => $"{where} is no public address; the administrator can allow it with trib serve --webhooks-to.";

    private bool IsAllowed(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return _networks.Any(network => network.BaseAddress.AddressFamily == plain.AddressFamily && network.Contains(plain));
    }
}
