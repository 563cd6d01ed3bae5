namespace Tributary.Mail;

/// <summary>Splits an mbox (mboxo or mboxrd, LF or CRLF) into its messages, with the <c>From </c> line and the quoting undone.</summary>
public static class MboxReader
{
    /// <summary>The messages of a stream in order; memory holds one at a time, however large the stream is.</summary>
    /// <param name="stream">An mbox; a stream that does not begin with <c>From </c> is one message.</param>
    /// <param name="limits">
    /// A message over <see cref="MailLimits.MessageBytes"/> comes cut to one byte more than that, so that it is known as too large.
    /// </param>
    public static IEnumerable<ReadOnlyMemory<byte>> Read(Stream stream, MailLimits? limits = null)
    {
        var scanner = new MboxScanner(stream, (limits ?? MailLimits.Default).MessageBytes);
        while (scanner.TryRead(out var message)) yield return message;
    }
}
