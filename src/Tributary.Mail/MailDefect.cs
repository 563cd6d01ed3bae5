namespace Tributary.Mail;

/// <summary>Something odd about a message that was read all the same.</summary>
/// <param name="Code">A word for it, e.g. <c>date-absent</c>, <c>base64-broken</c>; the list is in docs/mail.md.</param>
/// <param name="Detail">One sentence: what, where.</param>
public sealed record MailDefect(string Code, string Detail);
