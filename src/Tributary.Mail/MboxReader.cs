namespace Tributary.Mail;

/// <summary>Splits an mbox (mboxo or mboxrd, LF or CRLF) into its messages, with the <c>From </c> line and the quoting undone.</summary>
public static class MboxReader
{
    /// <summary>The messages of a stream in order; memory holds one at a time, however large the stream is.</summary>
    public static IEnumerable<ReadOnlyMemory<byte>> Read(Stream stream, MailLimits? limits = null) => throw new NotSupportedException();
}
