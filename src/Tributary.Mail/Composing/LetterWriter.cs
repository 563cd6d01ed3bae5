using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Tributary.Mail;

/// <summary>Writes a letter as a message (RFC 5322, 2045, 2047), ready for SMTP: lines end in CRLF and have at most 998 bytes.</summary>
public static class LetterWriter
{
    private const int MostReferences = 40;
    private const int LongestId = 250;
    private const string EightBit = "Content-Transfer-Encoding: 8bit\r\n";
    private const string Printable = "Content-Transfer-Encoding: quoted-printable\r\n";

    /// <summary>Writes it.</summary>
    /// <param name="letter">What it says.</param>
    /// <param name="id">Its message id, which is to stay the same however often it is sent.</param>
    /// <param name="date">Its date.</param>
    public static byte[] Write(Letter letter, MessageId id, DateTimeOffset date)
    {
        var headers = new HeaderLines();
        headers.AddTokens("Date", date.ToUniversalTime().ToString("ddd, dd MMM yyyy HH:mm:ss '+0000'", CultureInfo.InvariantCulture));
        AddPeople(headers, letter);
        headers.AddText("Subject", letter.Subject);
        headers.AddTokens("Message-ID", ListIds([id]));
        AddThread(headers, letter);
        if (letter.ListId is { } list) headers.AddTokens("List-Id", $"<{CleanName(list)}>");
        if (letter.Automatic != AutoSubmitted.No) headers.AddTokens("Auto-Submitted", letter.Automatic == AutoSubmitted.Replied ? "auto-replied" : "auto-generated");
        headers.AddTokens("MIME-Version", "1.0");
        headers.AddTokens("Content-Type", "text/plain; charset=utf-8");
        var body = LetterBody.Encode(letter.Text, out var encoding);
        headers.AddTokens("Content-Transfer-Encoding", encoding);
        return [.. Encoding.UTF8.GetBytes(headers.ToString()), .. "\r\n"u8, .. body];
    }

    /// <summary>The same letter for a mail server that takes 7-bit mail only.</summary>
    /// <param name="written">What <see cref="Write"/> gave.</param>
    public static byte[] ToSevenBit(ReadOnlySpan<byte> written)
    {
        var end = written.IndexOf("\r\n\r\n"u8);
        if (end < 0 || Ascii.IsValid(written)) return written.ToArray();
        var head = Encoding.UTF8.GetString(written[..(end + 2)]);
        return [.. Encoding.UTF8.GetBytes(head.Replace(EightBit, Printable, StringComparison.Ordinal)), .. "\r\n"u8, .. QuotedPrintable.Encode(written[(end + 4)..])];
    }

    private static void AddPeople(HeaderLines headers, Letter letter)
    {
        headers.AddMailboxes("From", Sendable([letter.From]));
        if (letter.ReplyTo is { } reply && Sendable([reply]) is { IsEmpty: false } replies) headers.AddMailboxes("Reply-To", replies);
        if (Sendable(letter.To) is { IsEmpty: false } to) headers.AddMailboxes("To", to);
        else headers.AddTokens("To", "undisclosed-recipients:;");
        if (Sendable(letter.Cc) is { IsEmpty: false } copies) headers.AddMailboxes("Cc", copies);
    }

    private static void AddThread(HeaderLines headers, Letter letter)
    {
        var above = letter.References.IsEmpty && letter.InReplyTo is { } only ? [only] : letter.References;
        if (letter.InReplyTo is { } answered && ListIds([answered]) is { Length: > 0 } parent) headers.AddTokens("In-Reply-To", parent);
        if (ListIds(above) is not { Length: > 0 } ids) return;
        headers.AddTokens("References", ids.Length <= MostReferences ? ids : [ids[0], .. ids[^(MostReferences - 1)..]]);
    }

    private static ImmutableArray<Mailbox> Sendable(ImmutableArray<Mailbox> mailboxes) =>
        [.. mailboxes.Select(static one => LetterAddress.TryRead(one.Address, out var address) ? one with { Address = address } : null).OfType<Mailbox>()];

    // An id that could be read as anything else is left away; threads hold without it.
    private static string[] ListIds(ImmutableArray<MessageId> ids) =>
        [.. ids.Where(static id => id.Value.Length is > 0 and <= LongestId && id.Value.All(static c => c is > ' ' and < '\x7f' and not ('<' or '>'))).Select(static id => $"<{id.Value}>")];

    private static string CleanName(string list) => string.Concat(list.Where(static c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_'));
}
