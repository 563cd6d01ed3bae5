namespace Tributary.Store;

/// <summary>A block of packed columns as it is stored. Its content is never changed: several read it at once.</summary>
internal sealed class ColumnContent
{
    private byte[]? lowered;

    /// <summary>The project of its rows.</summary>
    public long Project { get; init; }

    /// <summary>Which of the blocks of the list.</summary>
    public long Block { get; init; }

    /// <summary>A number that it got when it was written, and no other writing of it.</summary>
    public long Stamp { get; init; }

    /// <summary>What <see cref="ColumnBlock"/> packed.</summary>
    public byte[] Content { get; init; } = [];

    /// <summary>The content with capitals made small, which is kept.</summary>
    /// <param name="lower">Makes it.</param>
    public byte[] Lowered(Func<byte[], byte[]> lower) => lowered ??= lower(Content);
}
