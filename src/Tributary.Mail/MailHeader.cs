namespace Tributary.Mail;

/// <summary>One header field, unfolded, its encoded words (RFC 2047) decoded.</summary>
/// <param name="Name">The field name as it was written.</param>
/// <param name="Value">The value, one line, trimmed.</param>
public readonly record struct MailHeader(string Name, string Value);
