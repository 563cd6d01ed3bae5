using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;

namespace Tributary.Server;

/// <summary>
/// Counts what was tried for nothing, and says who has to wait. Each node counts for itself. The limiters that .NET has run by the machine's own clock; this
/// one runs by the server's, so that a test need not wait an hour.
/// </summary>
internal sealed class Attempts(TimeProvider clock)
{
    // Beyond that many keys the oldest are forgotten: a flood must not fill the memory.
    private const int MostKeys = 100_000;
    private const int MostCharacters = 300;
    private const int NetworkBits = 64;

    private readonly ConcurrentDictionary<(AttemptRule Rule, string Key), (DateTimeOffset Since, int Count)> counts = new();

    /// <summary>How long somebody has to wait; null: he may try.</summary>
    public TimeSpan? WaitFor(AttemptRule rule, string key) =>
        counts.TryGetValue((rule, KeyOf(key)), out var counted) && counted.Count >= rule.Most && counted.Since + rule.Window - clock.GetUtcNow() is var left && left > TimeSpan.Zero
            ? left : null;

    /// <summary>Counts an attempt.</summary>
    public void Note(AttemptRule rule, string key)
    {
        var now = clock.GetUtcNow();
        if (counts.Count >= MostKeys) Forget(now);
        counts.AddOrUpdate((rule, KeyOf(key)), (now, 1), (_, counted) => counted.Since + rule.Window <= now ? (now, 1) : (counted.Since, counted.Count + 1));
    }

    /// <summary>Counts an attempt if there is room for one.</summary>
    /// <returns>False when it was one too many.</returns>
    public bool TryNote(AttemptRule rule, string key)
    {
        if (WaitFor(rule, key) is not null) return false;
        Note(rule, key);
        return true;
    }

    /// <summary>The network that asks: an address of IPv4, or the 64 bits of IPv6 that one customer has.</summary>
    public static string NetworkOf(HttpContext context)
    {
        if (context.Connection.RemoteIpAddress is not { } address) return "";
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        if (address.AddressFamily != AddressFamily.InterNetworkV6) return address.ToString();
        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out _);
        bytes[(NetworkBits / 8)..].Clear();
        return $"{new IPAddress(bytes)}/{NetworkBits}";
    }

    private static string KeyOf(string key) => (key.Length > MostCharacters ? key[..MostCharacters] : key).ToLowerInvariant();

    private void Forget(DateTimeOffset now)
    {
        foreach (var (key, counted) in counts)
        {
            if (counted.Since + key.Rule.Window <= now) counts.TryRemove(key, out _);
        }

        if (counts.Count < MostKeys) return;
        foreach (var (key, _) in counts.OrderBy(pair => pair.Value.Since).Take(MostKeys / 2)) counts.TryRemove(key, out _);
    }
}
