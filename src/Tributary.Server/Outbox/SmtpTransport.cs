using System.Collections.Immutable;
using System.Globalization;
using System.Net.Sockets;
using System.Security.Authentication;
using Tributary.Mail;
using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Server;

/// <summary>Sends letters through a mail server, by SMTP.</summary>
/// <param name="address">The server.</param>
/// <param name="name">Our name, for its greeting.</param>
/// <param name="spool">A folder of our own, where an answer to a letter is kept until it is noted in the database.</param>
internal sealed class SmtpTransport(SmtpAddress address, string name, string spool) : IMailTransport
{
    private const byte LastAscii = 0x7f;

    private readonly HeardAnswers _heard = new(spool);

    /// <inheritdoc />
    public string Description => string.Create(CultureInfo.InvariantCulture, $"the mail server {address.Host}:{address.Port}");

    /// <inheritdoc />
    public async Task<SendOutcome> SendAsync(OutboxLetter letter, Func<Task<bool>> handOver, CancellationToken cancel)
    {
        try
        {
            await using var session = await SmtpSession.OpenAsync(address, name, cancel);
            var outcome = await SendAsync(session, letter, handOver, cancel);
            await session.QuitAsync();
            return outcome;
        }
        catch (Exception failure) when (IsOfTheLine(failure))
        {
            return new SendOutcome.Postponed($"{Description}: {failure.Message}");
        }
    }

    /// <inheritdoc />
    /// <remarks>
    /// SMTP has no way to ask: where the answer was not heard, the letter is sent again with the same message id, as after any lost answer (RFC 5321, 6.1).
    /// </remarks>
    public Task<SendOutcome?> FindHandedAsync(OutboxLetter letter, CancellationToken cancel) => Task.FromResult<SendOutcome?>(_heard.Find(letter));

    /// <inheritdoc />
    public void Forget(OutboxLetter letter) => _heard.Forget(letter);

    /// <inheritdoc />
    public async Task<DoctorCheck> ExamineAsync(CancellationToken cancel)
    {
        try
        {
            await using var session = await SmtpSession.OpenAsync(address, name, cancel);
            await session.QuitAsync();
            return new("mail out", IsGood: true, $"{Description} answers, {(session.IsEncrypted ? "encrypted" : "not encrypted")}");
        }
        catch (Exception failure) when (IsOfTheLine(failure))
        {
            return new("mail out", IsGood: false, $"{Description}: {failure.Message}", "letters wait meanwhile; mend the server, or --mail-out");
        }
    }

    private static bool IsOfTheLine(Exception failure) => failure is SocketException or IOException or SmtpException or AuthenticationException;

    private async Task<SendOutcome> SendAsync(SmtpSession session, OutboxLetter letter, Func<Task<bool>> handOver, CancellationToken cancel)
    {
        if (session.MostBytes < letter.Content.Length) return new SendOutcome.Impossible($"the letter is larger than {Description} takes");
        if (Parameters(session, letter) is not { } parameters) return new SendOutcome.Impossible($"{Description} takes no addresses beyond ASCII");
        var sender = await session.AskAsync($"MAIL FROM:<{letter.Sender}>{parameters}", cancel);
        if (!sender.IsGood) return sender.IsFinal && sender.Code != 530 ? SendOutcome.Answered.All(letter.Waiting, RecipientState.Failed, sender.ToString()) : new SendOutcome.Postponed(sender.ToString());
        var answers = ImmutableArray.CreateBuilder<RecipientAnswer>();
        foreach (var recipient in letter.Waiting) answers.Add(await OfferAsync(session, recipient, cancel));
        if (answers.All(static one => one.State != RecipientState.Sent)) return new SendOutcome.Answered(answers.ToImmutable());
        var start = await session.AskAsync("DATA", cancel);
        if (start.Code != 354) return Judge(answers, start);
        var content = session.Offers("8BITMIME") ? letter.Content.ToArray() : LetterWriter.ToSevenBit(letter.Content.Span);
        await session.WriteAsync(content, cancel);
        _heard.Forget(letter);
        // The line is cut then: a server that sees no dot throws the letter away.
        if (!await handOver()) throw new SmtpException("another server took the letter over");

        // From here on the server may have it, so that stopping would not take it back.
        var end = Judge(answers, await session.EndAsync(CancellationToken.None));
        _heard.Keep(letter, end);
        return end;
    }

    // What follows the sender; null when the letter asks for what the server has not.
    private static string? Parameters(SmtpSession session, OutboxLetter letter)
    {
        var head = letter.Content.Span[..Math.Max(letter.Content.Span.IndexOf("\r\n\r\n"u8), 0)];
        var isBeyondAscii = head.ContainsAnyInRange((byte)(LastAscii + 1), byte.MaxValue) || letter.Waiting.Append(letter.Sender).Any(static one => !System.Text.Ascii.IsValid(one));
        if (isBeyondAscii && !session.Offers("SMTPUTF8")) return null;
        var body = session.Offers("8BITMIME") && letter.Content.Span.ContainsAnyInRange((byte)(LastAscii + 1), byte.MaxValue) ? " BODY=8BITMIME" : "";
        return isBeyondAscii ? $"{body} SMTPUTF8" : body;
    }

    // "Sent" means for now: would be sent by the end of this session. 552 is "too many recipients" of old servers (RFC 5321, 4.5.3.1.10).
    private static async Task<RecipientAnswer> OfferAsync(SmtpSession session, string recipient, CancellationToken cancel)
    {
        var answer = await session.AskAsync($"RCPT TO:<{recipient}>", cancel);
        var state = answer.IsGood ? RecipientState.Sent : answer.IsFinal && answer.Code != 552 ? RecipientState.Failed : RecipientState.Waiting;
        return new(recipient, state, answer.ToString());
    }

    private static SendOutcome.Answered Judge(ImmutableArray<RecipientAnswer>.Builder answers, SmtpAnswer answer)
    {
        var state = answer.IsGood ? RecipientState.Sent : answer.IsFinal ? RecipientState.Failed : RecipientState.Waiting;
        return new([.. answers.Select(one => one.State == RecipientState.Sent ? one with { State = state, Said = answer.ToString() } : one)]);
    }
}
