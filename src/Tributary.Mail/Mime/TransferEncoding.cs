namespace Tributary.Mail;

/// <summary>Undoes the transfer encoding of a part (RFC 2045, 6).</summary>
internal static class TransferEncoding
{
    /// <summary>The bytes that were meant; those of the message itself when nothing was encoded.</summary>
    /// <param name="bytes">The bytes as they came.</param>
    /// <param name="encoding">The encoding's name in lower case; empty for none.</param>
    /// <param name="notes">Takes what is odd.</param>
    public static ReadOnlyMemory<byte> Decode(ReadOnlyMemory<byte> bytes, string encoding, DefectNotes notes)
    {
        switch (encoding)
        {
            case "" or "7bit" or "8bit" or "binary" or "7-bit" or "8-bit" or "7bits" or "8bits":
                return bytes;
            case "quoted-printable" or "quotedprintable" or "quoted printable":
                var printable = QuotedPrintable.Decode(bytes.Span, out var isPrintableBroken);
                if (isPrintableBroken) notes.Add(DefectCode.QuotedPrintableBroken, "Quoted-printable with escapes that are none; they are kept.");
                return printable;
            case "base64" or "base-64":
                var decoded = Base64Body.Decode(bytes.Span, out var isBroken);
                if (isBroken) notes.Add(DefectCode.Base64Broken, "Base64 is broken; what can be decoded was.");
                return decoded;
            default:
                notes.Add(DefectCode.EncodingUnknown, "A transfer encoding is not known; the part is kept as it came.");
                return bytes;
        }
    }
}
