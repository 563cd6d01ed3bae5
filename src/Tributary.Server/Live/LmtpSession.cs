using System.Collections.Immutable;
using System.Data.Common;
using System.Globalization;
using System.Text;
using Tributary.Mail;
using Tributary.Policy;
using Tributary.Store;

namespace Tributary.Server;

/// <summary>
/// One caller of the LMTP socket (RFC 2033): a mail server that hands over messages. Each recipient is answered for itself, and 250 is said only
/// when the message is on the disk; what fails is told as temporary (4xx), so that the mail server keeps it.
/// </summary>
internal sealed class LmtpSession(
    Stream stream, LiveMail mail, ImmutableArray<(ImportTarget Target, Profile Profile)> projects, TimeSpan patience)
{
    private const int MostRecipients = 100;
    private const int LineBytes = 4 * 1024;

    // A line of a message: RFC 5322 says 998, mail says otherwise.
    private static readonly int DataLineBytes = MailLimits.Default.MessageBytes;

    private readonly LmtpLines _lines = new(stream, patience);
    private readonly List<ImportTarget> _recipients = [];
    private bool _hasSender;

    /// <summary>Serves the caller until he quits or hangs up.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        try
        {
            await SayAsync("220 tributary LMTP", cancel);
            while (await _lines.ReadAsync(LineBytes, cancel) is { } line)
            {
                var text = Encoding.UTF8.GetString(line);
                var verb = text.Split(' ', 2)[0].ToUpperInvariant();
                if (verb == "DATA") await ReceiveAsync(cancel);
                else await SayAsync(Answer(verb, text), cancel);
                if (verb == "QUIT") return;
            }
        }
        catch (LmtpException failure)
        {
            await SayAsync(failure.Message, cancel);
        }
    }

    private string Answer(string verb, string line) => verb switch
    {
        "LHLO" => Greet(),
        "HELO" or "EHLO" => "500 5.5.1 this is LMTP: say LHLO",
        "MAIL" => TakeSender(line),
        "RCPT" => TakeRecipient(line),
        "RSET" => Reset("250 2.0.0 forgotten"),
        "NOOP" => "250 2.0.0 yes",
        "VRFY" => "252 2.1.5 send, and see",
        "QUIT" => "221 2.0.0 goodbye",
        _ => "500 5.5.2 no such command",
    };

    private string Greet() => Reset(string.Create(
        CultureInfo.InvariantCulture,
        $"250-tributary\r\n250-PIPELINING\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n250-ENHANCEDSTATUSCODES\r\n250 SIZE {MailLimits.Default.MessageBytes}"));

    private string TakeSender(string line)
    {
        if (_hasSender) return "503 5.5.1 one sender a message";
        if (AddressIn(line, "MAIL FROM:") is null) return "501 5.5.4 say MAIL FROM:<address>";
        _hasSender = true;
        return "250 2.1.0 taken";
    }

    private string TakeRecipient(string line)
    {
        if (!_hasSender) return "503 5.5.1 say MAIL first";
        if (AddressIn(line, "RCPT TO:") is not { } address) return "501 5.5.4 say RCPT TO:<address>";
        if (_recipients.Count >= MostRecipients) return "452 4.5.3 too many recipients at once";
        if (LiveRouting.FindByRecipient(address, projects) is not { } target)
            return "550 5.1.1 no project has this name or reads this list";
        _recipients.Add(target);
        return "250 2.1.5 taken";
    }

    private string Reset(string answer)
    {
        _recipients.Clear();
        _hasSender = false;
        return answer;
    }

    private async Task ReceiveAsync(CancellationToken cancel)
    {
        if (_recipients.Count == 0)
        {
            await SayAsync(_hasSender ? "503 5.5.1 no valid recipients" : "503 5.5.1 say MAIL and RCPT first", cancel);
            return;
        }

        await SayAsync("354 go on, end with a dot", cancel);
        using var letter = new LmtpLetter(MailLimits.Default.MessageBytes);
        while (true)
        {
            var line = await _lines.ReadAsync(DataLineBytes, cancel) ?? throw new EndOfStreamException();
            if (!letter.Add(line)) break;
        }

        var answers = new Dictionary<ImportTarget, string>();
        foreach (var target in _recipients)
        {
            if (!answers.TryGetValue(target, out var answer)) answers.Add(target, answer = await StoreAsync(letter, target, cancel));
            await SayAsync(answer, cancel);
        }

        Reset("");
    }

    private async Task<string> StoreAsync(LmtpLetter letter, ImportTarget target, CancellationToken cancel)
    {
        if (letter.IsTooLarge) return "552 5.3.4 larger than this server takes";
        try
        {
            await mail.TakeAsync(letter.Message, [target], cancel);
            return "250 2.0.0 stored";
        }
        catch (Exception failure) when (failure is DatabaseException or DbException or IOException or ProfileException)
        {
            return $"451 4.3.0 not stored, try again: {VisibleText.Flatten(failure.Message)}";
        }
    }

    // <address> with or without parameters behind it; <> is the sender of notices.
    private static string? AddressIn(string line, string command)
    {
        if (!line.StartsWith(command, StringComparison.OrdinalIgnoreCase)) return null;
        var (open, close) = (line.IndexOf('<', StringComparison.Ordinal), line.IndexOf('>', StringComparison.Ordinal));
        return open < 0 || close < open ? null : line[(open + 1)..close];
    }

    private async Task SayAsync(string line, CancellationToken cancel)
    {
        await stream.WriteAsync(Encoding.UTF8.GetBytes(line + "\r\n"), cancel);
        await stream.FlushAsync(cancel);
    }
}
