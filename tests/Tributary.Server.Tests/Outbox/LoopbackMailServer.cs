using System.Collections.Concurrent;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Tributary.Server.Tests;

/// <summary>
/// A mail server on loopback that can be told to fail at any step, as no real one can. The steps are the commands' names, <c>GREETING</c>, <c>BODY</c> (the
/// first line of a mail) and <c>DOT</c> (its end).
/// </summary>
internal sealed class LoopbackMailServer : LoopbackServer
{
    public const string Cut = "cut";
    public const string Hang = "hang";
    public const string TakeAndCut = "take and cut";

    /// <summary>What is said at a step of the session with that number, from 1; null: what is usual.</summary>
    public Func<int, string, string, string?> Fault { get; init; } = static (_, _, _) => null;

    /// <summary>What the server says it can.</summary>
    public string[] Offers { get; init; } = ["PIPELINING", "8BITMIME", "SMTPUTF8", "SIZE 1000000"];

    /// <summary>Its certificate, when it can encrypt.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>The letters that were taken, in order.</summary>
    public ConcurrentQueue<TakenLetter> Taken { get; } = new();

    /// <summary>All lines that were said to it.</summary>
    public ConcurrentQueue<string> Heard { get; } = new();

    protected override Task ServeAsync(Stream stream, int caller, CancellationToken cancel) => new Session(this, stream, caller).RunAsync(cancel);

    private sealed class Session(LoopbackMailServer server, Stream plain, int number)
    {
        private readonly List<string> _recipients = [];
        private Stream _stream = plain;
        private string _sender = "";

        public async Task RunAsync(CancellationToken cancel)
        {
            await SayAsync("GREETING", "", "220 loopback", cancel);
            while (await ReadAsync(cancel) is { } line)
            {
                server.Heard.Enqueue(line);
                var verb = line.Split(' ')[0];
                if (verb == "MAIL") _sender = line;
                var answer = await SayAsync(verb, line, Usual(verb), cancel);
                if (verb == "RCPT" && answer[0] == '2') _recipients.Add(line[(line.IndexOf('<') + 1)..line.IndexOf('>')]);
                if (verb == "DATA" && answer[0] == '3') await TakeAsync(cancel);
                if (verb == "STARTTLS" && answer[0] == '2') await EncryptAsync(cancel);
                if (verb == "QUIT") return;
            }
        }

        private string Usual(string verb) => verb switch
        {
            "EHLO" => string.Join("\r\n", server.Offers.Prepend("loopback").Index().Select(pair => $"250{(pair.Index == server.Offers.Length ? ' ' : '-')}{pair.Item}")),
            "STARTTLS" => "220 go on",
            "AUTH" => "235 welcome",
            "DATA" => "354 go on",
            "QUIT" => "221 goodbye",
            _ => "250 yes",
        };

        private async Task EncryptAsync(CancellationToken cancel)
        {
            var encrypted = new SslStream(_stream);
            await encrypted.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = server.Certificate }, cancel);
            _stream = encrypted;
        }

        private async Task TakeAsync(CancellationToken cancel)
        {
            var text = new StringBuilder();
            while (true)
            {
                // A caller who hangs up before the dot has sent nothing.
                var line = await ReadAsync(cancel) ?? throw new EndOfStreamException();
                if (line == ".") break;
                if (text.Length == 0) await FaultAsync("BODY", line, cancel);
                text.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");
            }

            var letter = new TakenLetter(_sender, [.. _recipients], text.ToString());
            _recipients.Clear();
            var answer = server.Fault(number, "DOT", "") ?? "250 taken";
            if (answer == TakeAndCut || answer[0] == '2') server.Taken.Enqueue(letter);
            await SayAsync("DOT", "", answer, cancel);
        }

        private async Task<string> SayAsync(string step, string line, string usual, CancellationToken cancel)
        {
            var answer = await FaultAsync(step, line, cancel) ?? usual;
            await _stream.WriteAsync(Encoding.UTF8.GetBytes(answer + "\r\n"), cancel);
            return answer;
        }

        private async Task<string?> FaultAsync(string step, string line, CancellationToken cancel)
        {
            var fault = server.Fault(number, step, line);
            if (fault is Cut or TakeAndCut) throw new EndOfStreamException();
            if (fault == Hang) await Task.Delay(Timeout.Infinite, cancel);
            return fault;
        }

        private async Task<string?> ReadAsync(CancellationToken cancel)
        {
            var line = new List<byte>();
            var one = new byte[1];
            while (await _stream.ReadAsync(one, cancel) == 1)
            {
                if (one[0] == '\n') return Encoding.UTF8.GetString([.. line]).TrimEnd('\r');
                line.Add(one[0]);
            }

            return null;
        }
    }
}

/// <summary>A letter that a mail server took.</summary>
internal sealed record TakenLetter(string Sender, string[] Recipients, string Text);
