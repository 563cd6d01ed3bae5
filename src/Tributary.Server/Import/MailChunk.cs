using System.Buffers;

namespace Tributary.Server;

/// <summary>
/// Some mails that follow each other in a source, in one rented buffer: what the reader hands to the parsers, and they to the writer. Disposing it
/// gives the buffer back; nothing may hold its bytes then.
/// </summary>
public sealed class MailChunk(int capacity) : IDisposable
{
    /// <summary>Bytes that a chunk holds, unless one mail is larger.</summary>
    public const int UsualBytes = 1024 * 1024;

    private readonly byte[] _buffer = ArrayPool<byte>.Shared.Rent(capacity);
    private readonly List<Entry> _entries = [];
    private int _used;
    private bool _isDisposed;

    /// <summary>How many mails it holds.</summary>
    public int Count => _entries.Count;

    /// <summary>The bytes of its mails.</summary>
    public int Bytes => _used;

    /// <summary>The place up to which the source is read when this chunk is written, as its reader wants it back; null when it says nothing new.</summary>
    public string? Position { get; set; }

    /// <summary>Whether its source is read again from its start.</summary>
    public AnewReading Anew { get; set; }

    /// <summary>True when that many bytes more fit in.</summary>
    public bool Fits(int size) => _used + size <= _buffer.Length;

    /// <summary>Where the next mail's bytes go; <see cref="Add"/> makes them one.</summary>
    public Span<byte> Reserve(int size) => _buffer.AsSpan(_used, size);

    /// <summary>Takes the bytes just written to <see cref="Reserve"/> as a mail.</summary>
    public void Add(int size, MailPlace place, bool isDeletion)
    {
        _entries.Add(new(_used, size, place, isDeletion));
        _used += size;
    }

    /// <summary>Takes back the last mail: its source broke off in the midst of it.</summary>
    public void RemoveLast()
    {
        if (_entries.Count == 0) return;
        _used = _entries[^1].Start;
        _entries.RemoveAt(_entries.Count - 1);
    }

    /// <summary>Puts its mails in the order of their numbers; equal ones stay as they are.</summary>
    public void Sort()
    {
        for (var i = 1; i < _entries.Count; i++)
        {
            if (_entries[i].Place.Number >= _entries[i - 1].Place.Number) continue;
            Entry[] ordered = [.. _entries.OrderBy(static entry => entry.Place.Number)];
            _entries.Clear();
            _entries.AddRange(ordered);
            return;
        }
    }

    /// <summary>A mail's bytes.</summary>
    public ReadOnlyMemory<byte> this[int index] => _buffer.AsMemory(_entries[index].Start, _entries[index].Size);

    /// <summary>Where a mail stands in its source.</summary>
    public MailPlace PlaceOf(int index) => _entries[index].Place;

    /// <summary>True when the source says that this mail is deleted.</summary>
    public bool IsDeletion(int index) => _entries[index].IsDeletion;

    /// <inheritdoc />
    public void Dispose()
    {
        if (_isDisposed) return;
        _isDisposed = true;
        ArrayPool<byte>.Shared.Return(_buffer);
    }

    private readonly record struct Entry(int Start, int Size, MailPlace Place, bool IsDeletion);
}
