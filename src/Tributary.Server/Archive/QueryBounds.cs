using Tributary.Store;

namespace Tributary.Server;

/// <summary>The messages among which those of a query are.</summary>
/// <param name="Words">What the index of words tells.</param>
/// <param name="Span">When they were sent.</param>
/// <param name="IsExact">All of these are found; else each must be read.</param>
internal sealed record QueryBounds(WordCondition Words, DateSpan Span, bool IsExact)
{
    /// <summary>All messages may be meant.</summary>
    public static QueryBounds Unknown { get; } = new(WordCondition.Anything, DateSpan.Ever, IsExact: false);

    /// <summary>Where both queries must find it.</summary>
    public static QueryBounds Both(Dialect dialect, QueryBounds second, QueryBounds first) =>
        new(WordCondition.Both(dialect, first.Words, second.Words), first.Span.And(second.Span), first.IsExact && second.IsExact);

    /// <summary>Where one of them must.</summary>
    public static QueryBounds Either(Dialect dialect, QueryBounds second, QueryBounds first)
    {
        var words = WordCondition.Either(dialect, first.Words, second.Words);
        return first.Span == second.Span
            ? new(words, first.Span, first.IsExact && second.IsExact)
            : new(words, first.Span.Around(second.Span), IsExact: false);
    }
}
