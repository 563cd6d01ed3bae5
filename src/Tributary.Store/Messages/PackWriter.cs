using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Unicode;

namespace Tributary.Store;

/// <summary>Values to bytes: numbers as variable-length zigzag, text as UTF-8 (as UTF-16 where UTF-8 would lose a lone surrogate).</summary>
internal sealed class PackWriter
{
    [ThreadStatic]
    private static ArrayBufferWriter<byte>? spare;

    private readonly ArrayBufferWriter<byte> bytes = spare ?? new(4096);

    // A writer that is begun before another one of its thread is finished gets bytes of its own.
    public PackWriter() => spare = null;

    public void Add(byte value)
    {
        bytes.GetSpan(1)[0] = value;
        bytes.Advance(1);
    }

    public void Add(long value)
    {
        var rest = (ulong)((value << 1) ^ (value >> 63));
        var span = bytes.GetSpan(10);
        var length = 0;
        while (rest >= 0x80)
        {
            span[length++] = (byte)(rest | 0x80);
            rest >>= 7;
        }

        span[length++] = (byte)rest;
        bytes.Advance(length);
    }

    public void AddFixed(long value)
    {
        BinaryPrimitives.WriteInt64LittleEndian(bytes.GetSpan(8), value);
        bytes.Advance(8);
    }

    public void AddFixed(uint value)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.GetSpan(4), value);
        bytes.Advance(4);
    }

    public void Add(string value)
    {
        var buffer = ArrayPool<byte>.Shared.Rent((value.Length * 3) + 1);
        if (Utf8.FromUtf16(value, buffer, out _, out var length, replaceInvalidSequences: false) == OperationStatus.Done)
        {
            Add((long)length << 1);
            bytes.Write(buffer.AsSpan(0, length));
        }
        else
        {
            Add(((long)value.Length << 1) | 1);
            bytes.Write(MemoryMarshal.AsBytes(value.AsSpan()));
        }

        ArrayPool<byte>.Shared.Return(buffer);
    }

    public void AddNullable(string? value)
    {
        Add(value is null ? (byte)0 : (byte)1);
        if (value is not null) Add(value);
    }

    /// <summary>A text that often ends with (or is the end of) another one, which was written before.</summary>
    public void AddSuffixed(string value, string other)
    {
        if (other.EndsWith(value, StringComparison.Ordinal))
        {
            Add(0L);
            Add((long)value.Length);
        }
        else if (value.EndsWith(other, StringComparison.Ordinal))
        {
            Add(1L);
            Add(value[..^other.Length]);
        }
        else
        {
            Add(2L);
            Add(value);
        }
    }

    /// <summary>The bytes; the writer is done with then.</summary>
    public byte[] Finish()
    {
        var written = bytes.WrittenSpan.ToArray();
        bytes.ResetWrittenCount();
        spare = bytes;
        return written;
    }
}
