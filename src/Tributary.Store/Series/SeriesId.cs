namespace Tributary.Store;

/// <summary>The number of a series, given once and valid for ever: when series merge the old numbers lead to the one that stays.</summary>
public readonly record struct SeriesId(long Value)
{
    /// <inheritdoc />
    public override string ToString() => Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
