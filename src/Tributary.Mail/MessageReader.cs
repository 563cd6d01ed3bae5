namespace Tributary.Mail;

/// <summary>Bytes to <see cref="Message"/>: RFC 5322, 2045 to 2047, 2231, 6532, and what real mail makes of them.</summary>
public static class MessageReader
{
    /// <summary>Reads a mail; never throws on any bytes. Oddities are in <see cref="Message.Defects"/>.</summary>
    public static Message Read(ReadOnlyMemory<byte> raw, MailLimits? limits = null) => throw new NotSupportedException();
}
