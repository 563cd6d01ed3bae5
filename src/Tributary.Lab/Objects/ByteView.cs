using System.Buffers.Binary;

namespace Tributary.Lab;

/// <summary>Bytes of an object file with its byte order. Every read is asked for with <see cref="Has"/> first; one that is not yields 0 rather than throw.</summary>
/// <param name="bytes">The bytes.</param>
/// <param name="isBigEndian">The file's byte order.</param>
internal readonly ref struct ByteView(ReadOnlySpan<byte> bytes, bool isBigEndian)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;

    public int Length => _bytes.Length;

    public bool IsBigEndian { get; } = isBigEndian;

    /// <summary>True when so many bytes stand there.</summary>
    public bool Has(long at, long count) => at >= 0 && count >= 0 && at <= _bytes.Length - count;

    public byte Byte(long at) => Has(at, 1) ? _bytes[(int)at] : (byte)0;

    public ushort Half(long at) => !Has(at, 2) ? (ushort)0
        : IsBigEndian ? BinaryPrimitives.ReadUInt16BigEndian(_bytes[(int)at..]) : BinaryPrimitives.ReadUInt16LittleEndian(_bytes[(int)at..]);

    public uint Word(long at) => !Has(at, 4) ? 0
        : IsBigEndian ? BinaryPrimitives.ReadUInt32BigEndian(_bytes[(int)at..]) : BinaryPrimitives.ReadUInt32LittleEndian(_bytes[(int)at..]);

    public ulong Double(long at) => !Has(at, 8) ? 0
        : IsBigEndian ? BinaryPrimitives.ReadUInt64BigEndian(_bytes[(int)at..]) : BinaryPrimitives.ReadUInt64LittleEndian(_bytes[(int)at..]);

    /// <summary>A part of it; what does not stand there is left out.</summary>
    public ByteView Slice(long at, long count) =>
        at < 0 || at >= _bytes.Length || count <= 0 ? new([], IsBigEndian) : new(_bytes.Slice((int)at, (int)Math.Min(count, _bytes.Length - at)), IsBigEndian);

    /// <summary>The text that ends with a NUL, to a length that no name has; other bytes than printable ASCII become <c>?</c>.</summary>
    public string Text(long at)
    {
        const int longest = 512;
        if (at < 0 || at >= _bytes.Length) return "";

        var rest = _bytes[(int)at..];
        rest = rest[..Math.Min(rest.Length, longest)];
        var end = rest.IndexOf((byte)0);
        return string.Create(end < 0 ? rest.Length : end, rest, static (text, from) =>
        {
            for (var i = 0; i < text.Length; i++) text[i] = from[i] is >= 0x20 and < 0x7f ? (char)from[i] : '?';
        });
    }
}
