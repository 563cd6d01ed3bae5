using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Tributary.Server.Tests;

/// <summary>Somebody on loopback who is told by HTTP, and answers as the test says.</summary>
internal sealed class LoopbackReceiver : IAsyncDisposable
{
    public const string Cut = "cut";
    public const string Hang = "hang";

    private readonly Socket _listener = new(SocketType.Stream, ProtocolType.Tcp);
    private readonly CancellationTokenSource _end = new();
    private readonly Task _serving;
    private int _count;

    public LoopbackReceiver()
    {
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen();
        _serving = Task.Run(ServeAsync);
    }

    /// <summary>The answer to the request with that number, from 1: a status line's words and headers.</summary>
    public Func<int, string> Answer { get; init; } = static _ => "200 OK";

    /// <summary>What it was told: head and body.</summary>
    public ConcurrentQueue<(string Head, string Body)> Told { get; } = new();

    public int Port => ((IPEndPoint)_listener.LocalEndPoint!).Port;

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Dispose();
        await _serving;
        _end.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                var caller = await _listener.AcceptAsync(_end.Token);
                _ = Task.Run(() => ServeAsync(caller));
            }
        }
        catch (Exception end) when (end is OperationCanceledException or ObjectDisposedException or SocketException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(Socket caller)
    {
        try
        {
            await using var stream = new NetworkStream(caller, ownsSocket: true);
            var bytes = new List<byte>();
            var piece = new byte[4096];
            while (true)
            {
                var count = await stream.ReadAsync(piece, _end.Token);
                if (count == 0) return;
                bytes.AddRange(piece.AsSpan(0, count));
                var text = Encoding.UTF8.GetString([.. bytes]);
                var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
                if (end < 0) continue;
                var head = text[..end];
                var length = head.Split("\r\n").Where(line => line.StartsWith("Content-Length: ", StringComparison.OrdinalIgnoreCase)).Select(line => int.Parse(line[16..], System.Globalization.CultureInfo.InvariantCulture)).FirstOrDefault();
                if (Encoding.UTF8.GetByteCount(text) - end - 4 < length) continue;
                Told.Enqueue((head, text[(end + 4)..]));
                bytes.Clear();
                var answer = Answer(Interlocked.Increment(ref _count));
                if (answer == Cut) return;
                if (answer == Hang) await Task.Delay(Timeout.Infinite, _end.Token);
                await stream.WriteAsync(Encoding.UTF8.GetBytes($"HTTP/1.1 {answer}\r\nContent-Length: 2\r\n\r\nok"), _end.Token);
            }
        }
        catch (Exception end) when (end is IOException or OperationCanceledException)
        {
            // Either side hung up.
        }
    }
}
