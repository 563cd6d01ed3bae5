using System.Collections.Immutable;

namespace Tributary.Mail;

/// <summary>Bytes to <see cref="Message"/>: RFC 5322, 2045 to 2047, 2231, 6532, and what real mail makes of them.</summary>
public static class MessageReader
{
    /// <summary>Reads a mail; never throws on any bytes. Oddities are in <see cref="Message.Defects"/>.</summary>
    /// <param name="raw">The mail as it came; the message keeps it, so it must not change afterwards.</param>
    /// <param name="limits">How much of it is read; null for <see cref="MailLimits.Default"/>.</param>
    public static Message Read(ReadOnlyMemory<byte> raw, MailLimits? limits = null)
    {
        limits ??= MailLimits.Default;
        if (raw.IsEmpty) return Quarantine(raw, "It is empty.");
        if (raw.Length > limits.MessageBytes) return Quarantine(raw, $"It is larger than {limits.MessageBytes} bytes.");
        var notes = new DefectNotes();
        var source = SkipBlankLines(LineEnds.Mend(raw, notes), notes);
        var block = new HeaderBlock(source);
        var headers = HeaderReader.Read(block, limits, notes, out var start);
        if (headers.IsEmpty) return Quarantine(raw, "It has no header field.");
        if (source.Span[start - 1] != '\n' || (start == source.Length && !EndsWithBlankLine(source.Span)))
            notes.Add(DefectCode.BodyAbsent, "The message ends with its header.");
        return Read(new Source(raw, block, start), new HeaderFields(headers), limits, notes);
    }

    private static Message Read(Source source, HeaderFields fields, MailLimits limits, DefectNotes notes)
    {
        var content = new PartHeaders(fields, "text/plain", notes);
        source.Block.Fallback = CharsetNames.Find(content.Charset)?.Encoding;
        var body = source.Block.Bytes[source.BodyStart..];
        var listIds = ListIdParser.Read(fields);
        var senders = new SenderReader(fields, limits, notes);
        return new Message
        {
            Raw = source.Raw,
            Id = MessageIds.ReadOwn(fields, source, limits, notes),
            Headers = fields.All,
            From = new ListRewriting(fields, senders, notes).Restore(senders.ReadFrom(), listIds),
            Recipients = new(fields, limits, notes),
            Subject = fields.TryFindOnly("subject"u8, notes, out var subject) ? subject.Value : "",
            Date = MessageDate.Read(fields, notes),
            InReplyTo = MessageIds.ReadAll(fields, "in-reply-to"u8, limits, notes),
            References = MessageIds.ReadAll(fields, "references"u8, limits, notes),
            ListIds = listIds,
            Parts = new PartReader(limits, notes).Read(content, body),
            Defects = notes.ToImmutable(),
        };
    }

    // Blank lines, or a byte order mark, before the first field are a slip of whoever copied the mail.
    private static ReadOnlyMemory<byte> SkipBlankLines(ReadOnlyMemory<byte> source, DefectNotes notes)
    {
        var mark = source.Span.StartsWith("\uFEFF"u8) ? 3 : 0;
        var first = mark + source.Span[mark..].IndexOfAnyExcept((byte)'\r', (byte)'\n');
        if (first <= 0 || !HeaderReader.TryFindName(source.Span[first..], out _, out _)) return source;
        notes.Add(DefectCode.HeaderLineBroken, "Blank lines or a byte order mark stand before the header.");
        return source[first..];
    }

    private static bool EndsWithBlankLine(ReadOnlySpan<byte> bytes) => bytes.EndsWith("\n\n"u8) || bytes.EndsWith("\n\r\n"u8);

    private static Message Quarantine(ReadOnlyMemory<byte> raw, string reason) => new()
    {
        Raw = raw,
        Id = ContentId.OfBytes(raw.Span),
        Headers = ImmutableArray<MailHeader>.Empty,
        From = Mailbox.None,
        Date = DateTimeOffset.UnixEpoch,
        Unreadable = reason,
    };
}

/// <summary>The bytes being read.</summary>
/// <param name="Raw">As they came.</param>
/// <param name="Block">With line ends that can be read.</param>
/// <param name="BodyStart">Where in the block the body begins.</param>
internal sealed record Source(ReadOnlyMemory<byte> Raw, HeaderBlock Block, int BodyStart);
