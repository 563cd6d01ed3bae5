using System.Security.Cryptography;
using System.Text;

namespace Tributary.Mail;

/// <summary>
/// A Message-Id (RFC 5322, 3.6.4) without its angle brackets and comments, as it stands in URLs and JSON.
/// Two ids are the same when their characters are the same.
/// </summary>
/// <param name="Value">The characters between the angle brackets; never empty for a message that was read.</param>
public readonly record struct MessageId(string Value) : IComparable<MessageId>
{
    private const string LongDomain = "@long-message-id.invalid";

    /// <summary>
    /// The id that a person or a program names: brackets and blanks around it are taken off, and an id longer than
    /// <see cref="MailLimits.MessageIdLength"/> becomes the digest that the reader keeps for it
    /// (<c>SHA256-HEX@long-message-id.invalid</c>).
    /// </summary>
    public static MessageId Parse(string text)
    {
        var value = text.AsSpan().Trim();
        if (value is ['<', .., '>']) value = value[1..^1].Trim();
        if (value.Length <= MailLimits.MessageIdLength) return new(value.Length == text.Length ? text : value.ToString());
        return new(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(value.ToString()))) + LongDomain);
    }

    /// <summary>True for the digest of an id that was too long.</summary>
    internal static bool IsDigestOfLong(MessageId id) => id.Value.EndsWith(LongDomain, StringComparison.Ordinal);

    /// <summary>Ordinal order, the order in which ties between dates are broken everywhere.</summary>
    public int CompareTo(MessageId other) => string.CompareOrdinal(Value, other.Value);

    /// <inheritdoc />
    public override string ToString() => Value;
}
