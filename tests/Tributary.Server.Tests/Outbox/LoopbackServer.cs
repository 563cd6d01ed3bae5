using System.Net;
using System.Net.Sockets;

namespace Tributary.Server.Tests;

/// <summary>A server on loopback that a test starts and ends: each caller is served apart.</summary>
internal abstract class LoopbackServer : IAsyncDisposable
{
    private readonly Socket _listener = new(SocketType.Stream, ProtocolType.Tcp);
    private readonly CancellationTokenSource _end = new();
    private readonly Task _serving;
    private int _callers;

    protected LoopbackServer()
    {
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen();
        _serving = Task.Run(ListenAsync);
    }

    public int Port => ((IPEndPoint)_listener.LocalEndPoint!).Port;

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Dispose();
        await _serving;
        _end.Dispose();
    }

    /// <summary>Serves the caller of that number, from 1, until one of both hangs up.</summary>
    protected abstract Task ServeAsync(Stream stream, int caller, CancellationToken cancel);

    private async Task ListenAsync()
    {
        try
        {
            while (true)
            {
                var caller = await _listener.AcceptAsync(_end.Token);
                _ = Task.Run(() => TakeAsync(caller, Interlocked.Increment(ref _callers)));
            }
        }
        catch (Exception end) when (end is OperationCanceledException or ObjectDisposedException or SocketException)
        {
            // The test is over.
        }
    }

    private async Task TakeAsync(Socket caller, int number)
    {
        try
        {
            await using var stream = new NetworkStream(caller, ownsSocket: true);
            await ServeAsync(stream, number, _end.Token);
        }
        catch (Exception end) when (end is IOException or OperationCanceledException)
        {
            // Either side hung up.
        }
    }
}
