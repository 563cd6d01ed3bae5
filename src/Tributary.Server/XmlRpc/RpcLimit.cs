namespace Tributary.Server;

/// <summary>The limit of a list as callers give it: so many from its beginning; of a number below zero, so many from its end; 0 for all.</summary>
/// <param name="Count">The number.</param>
internal readonly record struct RpcLimit(long Count)
{
    /// <summary>A longer list is not given whole.</summary>
    public const int Most = 10_000;

    /// <summary>What is left of a list.</summary>
    public IEnumerable<T> Of<T>(IReadOnlyCollection<T> all) => Count switch
    {
        > 0 => all.Take((int)Math.Min(Count, int.MaxValue)),
        < 0 => all.TakeLast((int)Math.Min(-Count, int.MaxValue)),
        _ => all,
    };
}
