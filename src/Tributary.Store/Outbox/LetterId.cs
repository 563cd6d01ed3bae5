using System.Globalization;

namespace Tributary.Store;

/// <summary>The number of a letter in the outbox.</summary>
public readonly record struct LetterId(long Value)
{
    /// <inheritdoc />
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
