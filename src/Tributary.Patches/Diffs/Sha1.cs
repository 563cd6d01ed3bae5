using System.Buffers.Binary;
using System.Numerics;

namespace Tributary.Patches;

/// <summary>
/// SHA-1 (RFC 3174), for names of changes alone: it identifies, it does not protect. .NET's own loads OpenSSL for the first one, which takes longer than all else that
/// a question about one commit needs.
/// </summary>
public sealed class Sha1
{
    /// <summary>How many bytes a hash has.</summary>
    public const int Size = 20;

    private const int Block = 64;
    private readonly byte[] _block = new byte[Block];
    private readonly uint[] _words = new uint[80];
    private readonly uint[] _state = new uint[5];
    private long _length;

    /// <summary>Nothing is hashed yet.</summary>
    public Sha1() => Begin();

    /// <summary>Adds bytes.</summary>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        var used = (int)(_length % Block);
        _length += bytes.Length;
        while (!bytes.IsEmpty)
        {
            var count = Math.Min(bytes.Length, Block - used);
            bytes[..count].CopyTo(_block.AsSpan(used));
            bytes = bytes[count..];
            used += count;
            if (used < Block) return;
            Mix();
            used = 0;
        }
    }

    /// <summary>The hash of what was added; then it begins anew.</summary>
    /// <param name="hash">Takes <see cref="Size"/> bytes.</param>
    public void Finish(Span<byte> hash)
    {
        var used = (int)(_length % Block);
        _block[used++] = 0x80;
        if (used > Block - sizeof(long))
        {
            _block.AsSpan(used).Clear();
            Mix();
            used = 0;
        }

        _block.AsSpan(used).Clear();
        BinaryPrimitives.WriteInt64BigEndian(_block.AsSpan(Block - sizeof(long)), _length * 8);
        Mix();
        for (var i = 0; i < _state.Length; i++) BinaryPrimitives.WriteUInt32BigEndian(hash[(i * sizeof(uint))..], _state[i]);
        Begin();
    }

    private void Begin()
    {
        (_state[0], _state[1], _state[2], _state[3], _state[4]) = (0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0);
        _length = 0;
    }

    private void Mix()
    {
        var words = _words;
        for (var i = 0; i < 16; i++) words[i] = BinaryPrimitives.ReadUInt32BigEndian(_block.AsSpan(i * sizeof(uint)));
        for (var i = 16; i < words.Length; i++) words[i] = BitOperations.RotateLeft(words[i - 3] ^ words[i - 8] ^ words[i - 14] ^ words[i - 16], 1);
        var (a, b, c, d, e) = (_state[0], _state[1], _state[2], _state[3], _state[4]);
        var at = 0;
        for (; at < 20; at++) (e, d, c, b, a) = (d, c, BitOperations.RotateLeft(b, 30), a, BitOperations.RotateLeft(a, 5) + ((b & c) | (~b & d)) + 0x5a827999 + e + words[at]);
        for (; at < 40; at++) (e, d, c, b, a) = (d, c, BitOperations.RotateLeft(b, 30), a, BitOperations.RotateLeft(a, 5) + (b ^ c ^ d) + 0x6ed9eba1 + e + words[at]);
        for (; at < 60; at++) (e, d, c, b, a) = (d, c, BitOperations.RotateLeft(b, 30), a, BitOperations.RotateLeft(a, 5) + ((b & c) | (b & d) | (c & d)) + 0x8f1bbcdc + e + words[at]);
        for (; at < 80; at++) (e, d, c, b, a) = (d, c, BitOperations.RotateLeft(b, 30), a, BitOperations.RotateLeft(a, 5) + (b ^ c ^ d) + 0xca62c1d6 + e + words[at]);
        _state[0] += a;
        _state[1] += b;
        _state[2] += c;
        _state[3] += d;
        _state[4] += e;
    }
}
