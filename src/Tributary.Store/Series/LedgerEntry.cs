using Tributary.Workflow;

namespace Tributary.Store;

/// <summary>A line of the ledger of series: an id that was given, the message it is bound to, and what people decided under it.</summary>
/// <param name="Id">The id of a series.</param>
/// <param name="Anchor">The message (<c>messages.id</c>) that it is bound to: the series that holds it bears the id.</param>
public sealed record LedgerEntry(SeriesId Id, long Anchor)
{
    /// <summary>The state that somebody decided on, or null.</summary>
    public PatchState? Decided { get; init; }

    /// <summary>The later version that stood when that was decided, against which it holds; or null.</summary>
    public SeriesId? DecidedOver { get; init; }

    /// <summary>When that was decided, or null where it was not noted.</summary>
    public DateTimeOffset? DecidedAt { get; init; }

    /// <summary>Whom somebody gave it to; empty: nobody; null: nobody said.</summary>
    public string? Delegate { get; init; }

    /// <summary>Whether somebody put it into the archive; null: nobody said.</summary>
    public bool? IsArchived { get; init; }

    /// <summary>Why somebody put it on hold; empty: it is off hold; null: nobody said.</summary>
    public string? Hold { get; init; }

    /// <summary>The tree that somebody said; empty: none of ours; null: nobody said.</summary>
    public string? Tree { get; init; }

    /// <summary>Whom a rule of delegation gave it to when its patches came; empty: to nobody; null: no rule did.</summary>
    public string? RuledTo { get; init; }

    /// <summary>Which rule, and what fitted.</summary>
    public string? RuledBy { get; init; }

    /// <summary>Where the commit is that it mends, as the trees at hand proved last; null where they proved nothing.</summary>
    public string? FixedIn { get; init; }

    /// <summary>The id of the series it was merged into, or null.</summary>
    public SeriesId? MovedTo { get; init; }
}
