using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;

namespace Tributary.Server;

/// <summary>
/// Tells addresses that anybody in the world may call from those that are somebody's own: the registries of special-purpose addresses (RFC 6890 and the
/// IANA's since), multicast, and every form in which an IPv4 address stands in one of IPv6.
/// </summary>
internal static class PublicAddress
{
    private static readonly ImmutableArray<IPNetwork> Special =
    [
        .. ((string[])[
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24",
            "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
            "2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20",
        ]).Select(IPNetwork.Parse),
    ];

    // All that is given out for the world; loopback, local, mapped and translated addresses are outside it.
    private static readonly IPNetwork World6 = IPNetwork.Parse("2000::/3");

    /// <summary>True if anybody may call it.</summary>
    public static bool IsPublic(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        if (address.AddressFamily == AddressFamily.InterNetworkV6 && !World6.Contains(address)) return false;
        return address.AddressFamily is AddressFamily.InterNetwork or AddressFamily.InterNetworkV6 && !Special.Any(network => network.BaseAddress.AddressFamily == address.AddressFamily && network.Contains(address));
    }
}
