using Tributary.Store;

namespace Tributary.Server;

/// <summary>The last pull request of a tree, as the page of the trees' status shows it: one that was written here, or one that came by mail.</summary>
/// <param name="Subject">Its subject.</param>
/// <param name="At">When it was written.</param>
public sealed record LastPull(string Subject, DateTimeOffset At)
{
    /// <summary>The tree that is asked to pull; null where nobody can tell.</summary>
    public string? Into { get; private init; }

    /// <summary>The commit that is to be pulled, full name; null where it names none.</summary>
    public string? Head { get; private init; }

    /// <summary>Commits that are no merges; null where they are not at hand.</summary>
    public int? Commits { get; private init; }

    /// <summary>It went out by the outbox, or came by mail; else it was written to a file.</summary>
    public bool IsSent { get; private init; }

    /// <summary>The destination has it; null where nobody knows.</summary>
    public bool? IsPulled { get; private init; }

    /// <summary>When it was pulled, or seen to be; null where nobody knows.</summary>
    public DateTimeOffset? PulledAt { get; private init; }

    /// <summary>Its line in the queue; null where it did not come by mail.</summary>
    public SeriesId? Series { get; private init; }

    /// <summary>The newer one. What was written here and came back by the list is that which came: it has a page.</summary>
    /// <param name="written">The last that was written here.</param>
    /// <param name="came">The last that came by mail.</param>
    public static LastPull? Of(StoredPull? written, ArrivedPull? came)
    {
        var standing = came?.Standing;
        if (came is not null && (written is null || came.SentAt >= written.At || came.Name == written.Subject))
        {
            return new(came.Name, came.SentAt)
            {
                Into = standing?.Into, Head = standing?.Head, Commits = standing?.Counted?.Commits, IsSent = true, IsPulled = standing?.IsPulled, PulledAt = standing?.PulledAt, Series = came.Series,
            };
        }

        return written is null ? null : new(written.Subject, written.At)
        {
            Into = written.Into, Head = written.Head.Hex, Commits = written.Commits, IsSent = written.IsSent, IsPulled = written.PulledAt is not null, PulledAt = written.PulledAt,
        };
    }
}
