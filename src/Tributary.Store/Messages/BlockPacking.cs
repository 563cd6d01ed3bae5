using System.Buffers;

namespace Tributary.Store;

/// <summary>Packs mails that are read one after the other into blocks. One thread.</summary>
/// <param name="room">Where the packed bytes go, so that the mails' own may be given up.</param>
public sealed class BlockPacking(PackedRoom room) : IDisposable
{
    private readonly byte[] gathered = ArrayPool<byte>.Shared.Rent(StoredBlock.MostBytes);
    private StoredBlock? block;
    private int used;

    /// <summary>Adds a mail.</summary>
    /// <returns>Its block, whose content is known after <see cref="Finish"/>, and where in it the mail begins.</returns>
    public (StoredBlock Block, int Start) Add(ReadOnlyMemory<byte> mail)
    {
        if (block is not null && (used + mail.Length > StoredBlock.MostBytes || block.Mails == StoredBlock.MostMails)) Finish();
        if (mail.Length > StoredBlock.MostBytes) return (StoredBlock.Of(StoredContent.Of(mail, room)), 0);
        block ??= new();
        block.Add();
        mail.Span.CopyTo(gathered.AsSpan(used));
        used += mail.Length;
        return (block, used - mail.Length);
    }

    /// <summary>Adds what cannot be read, as it is and by itself.</summary>
    public StoredBlock AddUnreadable(ReadOnlyMemory<byte> mail) => StoredBlock.Of(StoredContent.AsItIs(mail, room));

    /// <summary>No more mails come into the block that is open.</summary>
    public void Finish()
    {
        block?.Close(StoredContent.Of(gathered.AsMemory(0, used), room));
        (block, used) = (null, 0);
    }

    /// <inheritdoc />
    public void Dispose() => ArrayPool<byte>.Shared.Return(gathered);
}
