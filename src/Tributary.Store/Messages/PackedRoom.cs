using System.Buffers;

namespace Tributary.Store;

/// <summary>
/// Room for the packed bytes of mails that are read together, in a few rented buffers: an array a mail would live until it is written, and be copied
/// about by the collector meanwhile. Disposing it gives the buffers back; nothing may hold its bytes then. One thread.
/// </summary>
public sealed class PackedRoom : IDisposable
{
    private const int UsualBytes = 256 * 1024;

    private readonly List<byte[]> buffers = [];
    private int used;

    /// <summary>Bytes that are taken.</summary>
    public long Bytes { get; private set; }

    /// <summary>Keeps a copy of bytes.</summary>
    internal ReadOnlyMemory<byte> Keep(ReadOnlySpan<byte> packed)
    {
        if (buffers.Count == 0 || buffers[^1].Length - used < packed.Length)
        {
            buffers.Add(ArrayPool<byte>.Shared.Rent(Math.Max(packed.Length, UsualBytes)));
            used = 0;
        }

        var kept = buffers[^1].AsMemory(used, packed.Length);
        packed.CopyTo(kept.Span);
        used += packed.Length;
        Bytes += packed.Length;
        return kept;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var buffer in buffers) ArrayPool<byte>.Shared.Return(buffer);
        buffers.Clear();
    }
}
