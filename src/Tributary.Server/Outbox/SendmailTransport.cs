using System.Globalization;
using Tributary.Git;
using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Server;

/// <summary>Gives letters to a program in the manner of sendmail.</summary>
/// <param name="program">Its path.</param>
/// <param name="spool">A folder of our own, where a letter and the exit status of its run are kept until both are noted.</param>
internal sealed class SendmailTransport(string program, string spool) : IMailTransport
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <inheritdoc />
    public string Description => $"the program {program}";

    /// <inheritdoc />
    public async Task<SendOutcome> SendAsync(OutboxLetter letter, Func<Task<bool>> handOver, CancellationToken cancel)
    {
        Directory.CreateDirectory(spool);
        var mail = PathOf(letter);
        SendmailProgram.Clear(mail);

        // sendmail takes lines as files have them; the CRLF of SMTP would stay in the mail.
        await File.WriteAllBytesAsync(mail, WithoutReturns(letter.Content.Span), cancel);
        if (!await handOver()) return new SendOutcome.Postponed("another server took it over");
        using var waiting = new CancellationTokenSource(Patience);
        try
        {
            return Judge(letter, await SendmailProgram.RunAsync(mail, program, ["-i", "-f", letter.Sender, "--", .. letter.Waiting], waiting.Token));
        }
        catch (OperationCanceledException)
        {
            return new SendOutcome.Postponed($"{program} has not ended after {Patience.TotalMinutes.ToString(CultureInfo.InvariantCulture)} minutes");
        }
    }

    /// <inheritdoc />
    public async Task<SendOutcome?> FindHandedAsync(OutboxLetter letter, CancellationToken cancel)
    {
        // Who died may have left the program running: it needs no caller.
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        waiting.CancelAfter(TimeSpan.FromMinutes(1));
        try
        {
            while (File.Exists(PathOf(letter)))
            {
                if (await SendmailProgram.FindEndAsync(PathOf(letter), waiting.Token) is { } end) return Judge(letter, end);
                await Task.Delay(TimeSpan.FromMilliseconds(200), waiting.Token);
            }
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            // It died with its caller, as when the machine went down.
        }

        return null;
    }

    /// <inheritdoc />
    public void Forget(OutboxLetter letter) => SendmailProgram.Clear(PathOf(letter));

    /// <inheritdoc />
    public Task<DoctorCheck> ExamineAsync(CancellationToken cancel)
    {
        var isThere = File.Exists(program) && (File.GetUnixFileMode(program) & UnixFileMode.OtherExecute) != UnixFileMode.None;
        return Task.FromResult(new DoctorCheck("mail out", isThere, isThere ? Description : $"{program} is no program that can be run", isThere ? "" : "install a mail server, or name another way with --mail-out"));
    }

    // The statuses of sysexits.h by which a program says that another try is of no use.
    private static SendOutcome.Answered Judge(OutboxLetter letter, SendmailEnd end)
    {
        var said = end.Status == 0 && end.Said.Length == 0 ? "taken" : string.Create(CultureInfo.InvariantCulture, $"exit status {end.Status} {VisibleText.Flatten(end.Said)}").Trim();
        var state = end.Status switch { 0 => RecipientState.Sent, 64 or 65 or 67 or 68 => RecipientState.Failed, _ => RecipientState.Waiting };
        return SendOutcome.Answered.All(letter.Waiting, state, said);
    }

    private static byte[] WithoutReturns(ReadOnlySpan<byte> mail)
    {
        var lines = new byte[mail.Length];
        var length = 0;
        foreach (var value in mail)
        {
            if (value != '\r') lines[length++] = value;
        }

        return lines[..length];
    }

    private string PathOf(OutboxLetter letter) => Path.Combine(spool, letter.Id.ToString());
}
