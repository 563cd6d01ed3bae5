using System.Net;
using System.Net.Sockets;
using Tributary.Store;

namespace Tributary.Server;

/// <summary>Takes mail as it arrives from a mail server such as Postfix, by LMTP (RFC 2033) on a socket.</summary>
/// <param name="database">Where it is stored.</param>
/// <param name="address">The path of a Unix socket, or HOST:PORT with a number for the host.</param>
/// <param name="first">The project that is made when there is none.</param>
public sealed class LmtpServer(Database database, string address, ImportTarget first)
{
    /// <summary>Carries out what the mail commands; null: it is only noted.</summary>
    public CommandDesk? Commands { get; init; }

    private const int MostCallers = 16;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>The address in words that a socket takes, or null if it is none.</summary>
    public static EndPoint? Parse(string address) => address.Contains('/', StringComparison.Ordinal)
        ? new UnixDomainSocketEndPoint(address)
        : IPEndPoint.TryParse(address, out var endpoint) && endpoint.Port != 0 ? endpoint : null;

    /// <summary>Serves until it is cancelled.</summary>
    public async Task RunAsync(SiteStatus status, CancellationToken cancel)
    {
        var endpoint = Parse(address)!;
        if (endpoint is UnixDomainSocketEndPoint) File.Delete(address);
        using var listener = new Socket(endpoint.AddressFamily, SocketType.Stream, endpoint is UnixDomainSocketEndPoint ? ProtocolType.Unspecified : ProtocolType.Tcp);
        listener.Bind(endpoint);
        listener.Listen();
        using var places = new SemaphoreSlim(MostCallers);
        try
        {
            while (true)
            {
                // Callers beyond these wait to be let in.
                await places.WaitAsync(cancel);
                var caller = await listener.AcceptAsync(cancel);
                _ = Task.Run(() => ServeAsync(caller, places, cancel), CancellationToken.None);
            }
        }
        finally
        {
            if (endpoint is UnixDomainSocketEndPoint) File.Delete(address);
        }
    }

    private async Task ServeAsync(Socket caller, SemaphoreSlim places, CancellationToken cancel)
    {
        try
        {
            await using var stream = new NetworkStream(caller, ownsSocket: true);
            var projects = await LiveProjects.ListAsync(database, first, cancel);
            var mail = new LiveMail(projects, (target, source, stop) => new ImportRun(database, target, new()) { Desk = Commands }.RunAsync([source], stop));
            await new LmtpSession(stream, mail, projects, Patience).RunAsync(cancel);
        }
        catch (Exception failure) when (failure is IOException or OperationCanceledException or SocketException or DatabaseException or ProfileException or ObjectDisposedException)
        {
            // The caller has gone, or cannot be served: he was told of nothing as stored, and tries again.
        }
        finally
        {
            if (!cancel.IsCancellationRequested) places.Release();
        }
    }
}
