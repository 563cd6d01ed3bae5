using System.Buffers;
using System.Buffers.Text;

namespace Tributary.Mail;

/// <summary>Base64 (RFC 2045, 6.8) as bodies bear it: broken, cut off, with a list's footer behind.</summary>
internal static class Base64Body
{
    private static readonly SearchValues<byte> Digits = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/="u8);

    /// <summary>Decodes what can be.</summary>
    /// <param name="encoded">The encoded bytes.</param>
    /// <param name="isBroken">True when something was left out.</param>
    public static ReadOnlyMemory<byte> Decode(ReadOnlySpan<byte> encoded, out bool isBroken)
    {
        var decoded = new byte[Base64.GetMaxDecodedFromUtf8Length(encoded.Length) + 3];
        isBroken = Base64.DecodeFromUtf8(encoded, decoded, out _, out var length) != OperationStatus.Done;
        if (isBroken) length = DecodeLines(encoded, decoded);
        return decoded.AsMemory(0, length);
    }

    // Line by line: characters that are no digits are left out, but a line of other text behind the padding is a list's footer.
    private static int DecodeLines(ReadOnlySpan<byte> encoded, Span<byte> decoded)
    {
        var length = 0;
        var quantum = new Quantum();
        foreach (var range in encoded.Split((byte)'\n'))
        {
            var line = encoded[range].Trim(" \t\r"u8);
            if (quantum.WasPadded && line.ContainsAnyExcept(Digits)) break;
            foreach (var value in line)
            {
                if (quantum.TryAdd(value)) length += quantum.Take(decoded[length..]);
            }
        }

        return length + quantum.TakeRest(decoded[length..]);
    }

    private struct Quantum
    {
        private int _bits;
        private int _count;

        public bool WasPadded { get; private set; }

        // True when four digits, or the padding, are there.
        public bool TryAdd(byte value)
        {
            if (value == '=')
            {
                WasPadded = true;
                return _count > 0;
            }

            var digit = value switch
            {
                >= (byte)'A' and <= (byte)'Z' => value - 'A',
                >= (byte)'a' and <= (byte)'z' => value - 'a' + 26,
                >= (byte)'0' and <= (byte)'9' => value - '0' + 52,
                (byte)'+' or (byte)'-' => 62,
                (byte)'/' or (byte)'_' => 63,
                _ => -1,
            };
            if (digit < 0) return false;
            _bits = (_bits << 6) | digit;
            return ++_count == 4;
        }

        public int Take(Span<byte> decoded)
        {
            var bytes = Math.Max(0, _count - 1);
            var bits = _bits << ((4 - _count) * 6);
            for (var i = 0; i < bytes; i++) decoded[i] = (byte)(bits >> (16 - (8 * i)));
            (_bits, _count) = (0, 0);
            return bytes;
        }

        public int TakeRest(Span<byte> decoded) => _count > 0 ? Take(decoded) : 0;
    }
}
