using System.Text;

namespace Tributary.Mail;

/// <summary>The bytes that the header fields of one part stand on.</summary>
internal sealed class HeaderBlock(ReadOnlyMemory<byte> bytes)
{
    /// <summary>The bytes, from the first field on.</summary>
    public ReadOnlyMemory<byte> Bytes { get; } = bytes;

    /// <summary>
    /// The charset of the part's body, in which old mailers wrote raw 8-bit header fields too; null when it is UTF-8 or unknown.
    /// </summary>
    public Encoding? Fallback { get; set; }

    /// <summary>True when the values are text that was decoded before.</summary>
    public bool IsDecoded { get; init; }
}
