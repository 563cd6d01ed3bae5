using System.Collections.Concurrent;
using System.Text;

namespace Tributary.Server.Tests;

/// <summary>Somebody on loopback who is told by HTTP, and answers as the test says.</summary>
internal sealed class LoopbackReceiver : LoopbackServer
{
    public const string Cut = "cut";
    public const string Hang = "hang";

    private int _count;

    /// <summary>The answer to the request with that number, from 1: a status line's words and headers; where it ends in <see cref="Cut" /> or <see cref="Hang" />, only what stands before it comes.</summary>
    public Func<int, string> Answer { get; init; } = static _ => "200 OK";

    /// <summary>What it was told: head and body.</summary>
    public ConcurrentQueue<(string Head, string Body)> Told { get; } = new();

    protected override async Task ServeAsync(Stream stream, int caller, CancellationToken cancel)
    {
        var bytes = new List<byte>();
        var piece = new byte[4096];
        while (true)
        {
            var count = await stream.ReadAsync(piece, cancel);
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
            var whole = !answer.EndsWith(Cut, StringComparison.Ordinal) && !answer.EndsWith(Hang, StringComparison.Ordinal);
            if (answer is not (Cut or Hang)) await stream.WriteAsync(Encoding.UTF8.GetBytes("HTTP/1.1 " + (whole ? $"{answer}\r\nContent-Length: 2\r\n\r\nok" : answer.Replace(Cut, "", StringComparison.Ordinal).Replace(Hang, "", StringComparison.Ordinal))), cancel);
            if (answer.EndsWith(Cut, StringComparison.Ordinal)) return;
            if (!whole) await Task.Delay(Timeout.Infinite, cancel);
        }
    }
}
