using System.Threading.RateLimiting;

namespace Tributary.Server;

/// <summary>
/// Slows down guessing of passwords. Only failures count, and only those of one user name from one address: neighbours behind the same proxy, and
/// the same user elsewhere, are not hurt.
/// </summary>
internal sealed class FailedSignIns : IDisposable
{
    /// <summary>The failures that are let through in a <see cref="Window"/>.</summary>
    public const int Most = 10;

    private readonly PartitionedRateLimiter<(string From, string Username)> _limiter =
        PartitionedRateLimiter.Create<(string From, string Username), (string, string)>(attempt => RateLimitPartition.GetFixedWindowLimiter(
            (attempt.From, attempt.Username.ToLowerInvariant()), _ => new() { PermitLimit = Most, Window = Window, QueueLimit = 0 }));

    /// <summary>How long failures count.</summary>
    public static TimeSpan Window { get; } = TimeSpan.FromMinutes(1);

    /// <summary>True while he may try.</summary>
    /// <param name="from">The address that asks.</param>
    /// <param name="username">The name that he gives.</param>
    public bool MayTry(string from, string username) => (_limiter.GetStatistics((from, username))?.CurrentAvailablePermits ?? Most) > 0;

    /// <summary>Counts a failure.</summary>
    public void Note(string from, string username) => _limiter.AttemptAcquire((from, username)).Dispose();

    /// <inheritdoc />
    public void Dispose() => _limiter.Dispose();
}
