namespace Tributary.Mail;

/// <summary>A header field as Patchwork keeps it.</summary>
/// <param name="Name">The field name as it was written.</param>
/// <param name="Value">ASCII: folded lines parted by LF, 8-bit and encoded words encoded anew (RFC 2047).</param>
public readonly record struct RefoldedHeader(string Name, string Value);
