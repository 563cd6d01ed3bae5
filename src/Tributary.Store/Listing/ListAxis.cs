namespace Tributary.Store;

/// <summary>By what the rows of a facet are counted: the column <c>axis</c>, which says what <c>block</c> and <c>part</c> are.</summary>
internal enum ListAxis
{
    /// <summary>By large blocks of numbers, each parted by large blocks of dates.</summary>
    Large = 0,

    /// <summary>By small blocks of numbers, each parted by large blocks of dates.</summary>
    Ids = 1,

    /// <summary>By small blocks of dates, each parted by small blocks of numbers.</summary>
    Dates = 2,
}

/// <summary>
/// The sizes of blocks. Small ones hold some thousand patches of a busy archive, which an index passes over in a fraction of a
/// millisecond; large ones are few enough to be summed.
/// </summary>
internal static class ListBlocks
{
    /// <summary>Numbers of a small block: 2 to the power of this, 4,096.</summary>
    public const int IdBits = 12;

    /// <summary>Numbers of a large block: 131,072.</summary>
    public const int LargeIdBits = 17;

    /// <summary>Microseconds of a small block: 3.2 days.</summary>
    public const int DateBits = 38;

    /// <summary>Microseconds of a large block: 204 days.</summary>
    public const int LargeDateBits = 44;

    /// <summary>The place of a row on an axis.</summary>
    public static (long Block, long Part) Of(ListAxis axis, long id, long date) => axis switch
    {
        ListAxis.Large => (id >> LargeIdBits, date >> LargeDateBits),
        ListAxis.Ids => (id >> IdBits, date >> LargeDateBits),
        _ => (date >> DateBits, id >> IdBits),
    };
}
