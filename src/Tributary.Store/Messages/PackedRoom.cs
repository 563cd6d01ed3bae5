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

    /// <summary>Room for that many bytes; <see cref="Take"/> keeps those that were needed.</summary>
    internal Span<byte> Reserve(int size)
    {
        if (buffers.Count == 0 || buffers[^1].Length - used < size)
        {
            buffers.Add(ArrayPool<byte>.Shared.Rent(Math.Max(size, UsualBytes)));
            used = 0;
        }

        return buffers[^1].AsSpan(used, size);
    }

    /// <summary>Keeps the first bytes of the room that was reserved last.</summary>
    internal ReadOnlyMemory<byte> Take(int size)
    {
        used += size;
        Bytes += size;
        return buffers[^1].AsMemory(used - size, size);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var buffer in buffers) ArrayPool<byte>.Shared.Return(buffer);
        buffers.Clear();
    }
}
