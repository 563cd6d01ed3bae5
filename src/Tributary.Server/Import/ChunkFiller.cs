using System.Diagnostics.CodeAnalysis;
using Tributary.Mail;

namespace Tributary.Server;

/// <summary>Puts mails into chunks one after the other; a full chunk is taken out before the next mail goes in.</summary>
internal sealed class ChunkFiller
{
    /// <summary>Mails of one chunk at most: a chunk is a transaction, and small mails cost as much to place as large ones.</summary>
    private const int MostMails = 500;

    private MailChunk? _chunk;
    private long _number;

    /// <summary>Bytes of one mail at most; of a larger one the beginning is kept, enough to say in quarantine that it is too large.</summary>
    public static int MostBytes => MailLimits.Default.MessageBytes + 1;

    /// <summary>Takes out the chunk into which a mail of that size no longer fits.</summary>
    public bool TryTakeFull(int size, [NotNullWhen(true)] out MailChunk? full)
    {
        full = _chunk is not null && (!_chunk.Fits(size) || _chunk.Count >= MostMails) ? _chunk : null;
        if (full is not null) _chunk = null;
        full?.Sort();
        return full is not null;
    }

    /// <summary>Takes out what is left.</summary>
    public bool TryTakeRest([NotNullWhen(true)] out MailChunk? rest)
    {
        rest = _chunk;
        _chunk = null;
        rest?.Sort();
        return rest is not null;
    }

    /// <summary>Where the next mail's bytes go.</summary>
    public Span<byte> Reserve(int size) => (_chunk ??= new(Math.Max(size, MailChunk.UsualBytes))).Reserve(size);

    /// <summary>Makes the bytes just written a mail.</summary>
    public void Add(int size, string? name = null) => Add(size, new MailPlace(name, ++_number), isDeletion: false);

    /// <summary>The same with a number of its own, by which the mails of a chunk are put in order.</summary>
    public void Add(int size, MailPlace place, bool isDeletion) => _chunk!.Add(size, place, isDeletion);

    /// <summary>Takes back the last mail.</summary>
    public void RemoveLast() => _chunk?.RemoveLast();
}
