using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using Tributary.Mail;
using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Server;

/// <summary>The way out for mail: a letter is written in the transaction of what causes it, so that it is there exactly when its cause is. It is sent later.</summary>
/// <param name="identity">Who letters are from; where this is not set, it is who the last server said.</param>
/// <param name="clock">By which they are dated.</param>
public sealed class Outbox(MailIdentity identity, TimeProvider clock)
{
    private const int IdBytes = 12;

    /// <summary>Writes a letter. It is best done last in a transaction.</summary>
    /// <param name="write">The transaction of its cause.</param>
    /// <param name="letter">What to write to whom.</param>
    /// <param name="cancel">Ends it early.</param>
    /// <returns>False when a letter with this key was written before: then nothing changes.</returns>
    public async Task<bool> PutAsync(WriteTransaction write, OutgoingLetter letter, CancellationToken cancel) => await WriteAsync(write, letter, cancel) is not null;

    /// <summary>Writes letters of which all others answer the first, as a series of patches.</summary>
    /// <returns>False when the first was written before: then nothing changes.</returns>
    public async Task<bool> PutThreadAsync(WriteTransaction write, ImmutableArray<OutgoingLetter> letters, CancellationToken cancel)
    {
        if (await WriteAsync(write, letters[0], cancel) is not { } first) return false;
        foreach (var letter in letters.Skip(1)) await WriteAsync(write, letter with { InReplyTo = first, References = [first] }, cancel);
        return true;
    }

    private async Task<MessageId?> WriteAsync(WriteTransaction write, OutgoingLetter letter, CancellationToken cancel)
    {
        var store = new OutboxStore(write);
        var us = identity.IsSet || await store.FindSenderAsync(cancel) is not { } known ? identity : new(known);
        var now = clock.GetUtcNow();
        var id = new MessageId(string.Create(
            CultureInfo.InvariantCulture, $"{now.UtcDateTime:yyyyMMddHHmmss}.{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(IdBytes))}@{us.Domain}"));
        var mail = new Letter
        {
            From = letter.FromName is { } name ? us.From with { Name = name } : us.From,
            ReplyTo = letter.ReplyTo, To = letter.To, Cc = letter.Cc, Subject = letter.Subject, Text = letter.Text, InReplyTo = letter.InReplyTo,
            References = letter.References, ListId = us.ListId, Automatic = letter.Automatic,
        };
        var added = await store.AddAsync(new(letter.Key, id, LetterWriter.Write(mail, id, now))
        {
            Sender = us.From.Address, Recipients = ListRecipients(letter), Subject = letter.Subject, WrittenAt = now,
            Project = letter.Project, Series = letter.Series, User = letter.User,
        }, cancel);
        return added is null ? null : id;
    }

    // Each once, however often and in whatever case he is named.
    private static ImmutableArray<RecipientAnswer> ListRecipients(OutgoingLetter letter) =>
    [
        .. letter.To.Concat(letter.Cc)
            .Select(static one => LetterAddress.TryRead(one.Address, out var address) ? new RecipientAnswer(address, RecipientState.Waiting, "")
                : new(VisibleText.Flatten(one.Address), RecipientState.Failed, "this is no address that mail can be sent to"))
            .DistinctBy(static one => one.Address, StringComparer.OrdinalIgnoreCase),
    ];
}
