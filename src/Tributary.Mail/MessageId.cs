namespace Tributary.Mail;

/// <summary>
/// A Message-Id (RFC 5322, 3.6.4) without its angle brackets and comments, as it stands in URLs and JSON.
/// Two ids are the same when their characters are the same.
/// </summary>
/// <param name="Value">The characters between the angle brackets; never empty for a message that was read.</param>
public readonly record struct MessageId(string Value) : IComparable<MessageId>
{
    /// <summary>Ordinal order, the order in which ties between dates are broken everywhere.</summary>
    public int CompareTo(MessageId other) => string.CompareOrdinal(Value, other.Value);

    /// <inheritdoc />
    public override string ToString() => Value;
}
