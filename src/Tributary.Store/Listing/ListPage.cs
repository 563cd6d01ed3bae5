using System.Collections.Immutable;

namespace Tributary.Store;

/// <summary>Which page of a list, and in what order.</summary>
public sealed record ListPage
{
    /// <summary>The order; empty for the list's own. Rows that are equal in it come by their numbers.</summary>
    public ImmutableArray<ListOrder> Order { get; init; } = [];

    /// <summary>The page's number, from 1.</summary>
    public long Number { get; init; } = 1;

    /// <summary>Rows a page, from 1 to 500.</summary>
    public int Size { get; init; } = 30;

    /// <summary>How many rows stand before the page; so many that none is left where the number is too large to say.</summary>
    internal long Offset => Start is { } start ? start : Number > long.MaxValue / 1000 ? long.MaxValue / 2 : (Math.Max(Number, 1) - 1) * Math.Clamp(Size, 1, 500);

    /// <summary>Rows at most.</summary>
    internal long Limit => Math.Clamp(Size, 1, 500);

    /// <summary>How many rows stand before, in place of the page's number.</summary>
    internal long? Start { get; init; }
}

/// <summary>A page of a list.</summary>
/// <param name="Rows">Its rows; none past the end of the list.</param>
/// <param name="Total">How many rows the whole list has.</param>
public sealed record Listed<T>(ImmutableArray<T> Rows, long Total);
