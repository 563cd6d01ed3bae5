using System.Text;

namespace Tributary.Mail;

/// <summary>
/// One header field. It stands on the message's bytes and is made text when it is asked for: most fields never are.
/// </summary>
public readonly struct MailHeader : IEquatable<MailHeader>
{
    private readonly HeaderBlock? _block;
    private readonly int _start;
    private readonly int _nameLength;
    private readonly int _valueStart;
    private readonly int _end;

    /// <summary>A field of text that is ready: no encoded words are looked for in it.</summary>
    public MailHeader(string name, string value)
    {
        var bytes = Encoding.UTF8.GetBytes($"{name}:{value}");
        _block = new HeaderBlock(bytes) { IsDecoded = true };
        _nameLength = Encoding.UTF8.GetByteCount(name);
        _valueStart = _nameLength + 1;
        _end = bytes.Length;
    }

    internal MailHeader(HeaderBlock block, int start, int nameLength, int valueStart, int end) =>
        (_block, _start, _nameLength, _valueStart, _end) = (block, start, nameLength, valueStart, end);

    /// <summary>The field name as it was written.</summary>
    public string Name => Encoding.UTF8.GetString(RawName);

    /// <summary>The value: unfolded, its encoded words (RFC 2047) decoded, one line, trimmed, without control characters.</summary>
    public string Value => _block switch
    {
        null => "",
        { IsDecoded: true } => Encoding.UTF8.GetString(RawValue),
        _ => HeaderText.Decode(RawValue, _block.Fallback),
    };

    /// <summary>How many bytes the name has.</summary>
    internal int NameLength => _nameLength;

    /// <summary>The bytes of the name.</summary>
    internal ReadOnlySpan<byte> RawName => _block is null ? default : _block.Bytes.Span.Slice(_start, _nameLength);

    /// <summary>The bytes of the value, with its folds.</summary>
    internal ReadOnlySpan<byte> RawValue => _block is null ? default : _block.Bytes.Span[_valueStart.._end];

    /// <summary>The charset in which to take 8-bit bytes of the value that are not UTF-8.</summary>
    internal Encoding? Fallback => _block?.Fallback;

    /// <summary>True when the field bears that name, in any case.</summary>
    /// <param name="name">An ASCII field name, e.g. <c>List-Id</c>.</param>
    public bool Is(string name) => _nameLength == name.Length && Ascii.EqualsIgnoreCase(RawName, name);

    /// <summary>Equal when name and value are.</summary>
    public bool Equals(MailHeader other) => Name == other.Name && Value == other.Value;

    /// <inheritdoc />
    public override bool Equals(object? obj) => obj is MailHeader other && Equals(other);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Name, Value);

    /// <summary>Equal when name and value are.</summary>
    public static bool operator ==(MailHeader left, MailHeader right) => left.Equals(right);

    /// <summary>Different when name or value is.</summary>
    public static bool operator !=(MailHeader left, MailHeader right) => !left.Equals(right);

    /// <inheritdoc />
    public override string ToString() => $"{Name}: {Value}";
}
