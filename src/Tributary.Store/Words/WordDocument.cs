namespace Tributary.Store;

/// <summary>
/// The number under which the words of a message stand in the index: seconds of its date, its number, and how often it was read again.
/// The newest message so has the largest number, and the index gives the newest first without sorting.
/// </summary>
/// <param name="Number">The number: 32 bits of seconds, 28 of the message, 3 of the generation.</param>
internal readonly record struct WordDocument(long Number)
{
    private const int GenerationBits = 3;
    private const int MessageBits = 28;

    /// <summary>The message whose words they are.</summary>
    public long Message => (Number >> GenerationBits) & ((1L << MessageBits) - 1);

    /// <summary>The document of a message.</summary>
    /// <param name="message">Its number, under 2²⁸.</param>
    /// <param name="sentAt">When it was sent, unix microseconds, before 2106.</param>
    /// <param name="before">The document that it takes the place of, or null.</param>
    public static WordDocument Of(long message, long sentAt, WordDocument? before)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(message, 1L << MessageBits);
        var seconds = Math.Clamp(sentAt / 1_000_000, 0, uint.MaxValue);
        var generation = before is { } old ? (old.Number + 1) & ((1L << GenerationBits) - 1) : 0;
        return new((((seconds << MessageBits) | message) << GenerationBits) | generation);
    }
}
