using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Tributary.EndToEnd;

/// <summary>Takes one mail by SMTP on the loopback, as plainly as RFC 5321 allows.</summary>
internal sealed class SmtpReceiver : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public SmtpReceiver() => _listener.Start();

    /// <summary>Where it listens.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Waits for a mail: who is to get it, and its text.</summary>
    public async Task<(ImmutableArray<string> Recipients, string Mail)> ReceiveAsync()
    {
        using var client = await _listener.AcceptTcpClientAsync();
        await using var stream = client.GetStream();
        using var reader = new StreamReader(stream, Encoding.UTF8);
        await using var writer = new StreamWriter(stream, new UTF8Encoding(false)) { NewLine = "\r\n", AutoFlush = true };
        await writer.WriteLineAsync("220 test");
        var (recipients, mail) = (ImmutableArray.CreateBuilder<string>(), new StringBuilder());
        while (await reader.ReadLineAsync() is { } line)
        {
            if (line.StartsWith("RCPT TO:", StringComparison.OrdinalIgnoreCase)) recipients.Add(line["RCPT TO:".Length..].Split('>')[0].Trim(' ', '<'));
            if (line.Equals("DATA", StringComparison.OrdinalIgnoreCase))
            {
                await writer.WriteLineAsync("354 go on");
                while (await reader.ReadLineAsync() is { } text && text != ".") mail.Append(text).Append('\n');
            }

            var isEnd = line.Equals("QUIT", StringComparison.OrdinalIgnoreCase);
            await writer.WriteLineAsync(isEnd ? "221 bye" : "250 test");
            if (isEnd) break;
        }

        return (recipients.ToImmutable(), mail.ToString());
    }

    public void Dispose() => _listener.Dispose();
}
