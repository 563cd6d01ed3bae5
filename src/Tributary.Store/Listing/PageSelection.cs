namespace Tributary.Store;

/// <summary>Puts those rows of a list in order that a page shows, and no others: what it takes grows with the list, not with its logarithm too.</summary>
internal static class PageSelection
{
    private const int Few = 64;

    /// <summary>Moves the items that sorting would bring to a part of a list there, in order.</summary>
    /// <param name="items">The list. No two items are equal.</param>
    /// <param name="start">The first place of the part.</param>
    /// <param name="length">Places.</param>
    /// <param name="order">The order.</param>
    public static void Select<T>(Span<T> items, int start, int length, IComparer<T> order)
    {
        var (low, high) = (0, items.Length);

        // A part that is cut in two is sorted; until then what lies beside it is left as it is.
        while (high - low > Few)
        {
            var cut = low + Partition(items[low..high], order);
            if (start + length <= cut) high = cut;
            else if (start >= cut) low = cut;
            else break;
        }

        items[low..high].Sort(order);
    }

    // Hoare's: what is below the middle one of three comes before the place that is returned, what is above it behind.
    private static int Partition<T>(Span<T> items, IComparer<T> order)
    {
        var (first, middle, last) = (items[0], items[items.Length / 2], items[^1]);
        if (order.Compare(middle, first) < 0) (first, middle) = (middle, first);
        if (order.Compare(last, middle) < 0) middle = order.Compare(last, first) < 0 ? first : last;
        var (low, high) = (-1, items.Length);
        while (true)
        {
            do low++;
            while (order.Compare(items[low], middle) < 0);
            do high--;
            while (order.Compare(items[high], middle) > 0);
            if (low >= high) return Math.Clamp(high + 1, 1, items.Length - 1);
            (items[low], items[high]) = (items[high], items[low]);
        }
    }
}
