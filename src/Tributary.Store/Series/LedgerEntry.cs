using Tributary.Workflow;

namespace Tributary.Store;

/// <summary>A line of the ledger of series: an id that was given, the message it is bound to, and what people decided under it.</summary>
/// <param name="Id">The id of a series.</param>
/// <param name="Anchor">The message (<c>messages.id</c>) that it is bound to: the series that holds it bears the id.</param>
/// <param name="Decided">The state that somebody decided on, or null.</param>
/// <param name="Delegate">Whom somebody gave it to, or null.</param>
/// <param name="MovedTo">The id of the series it was merged into, or null.</param>
public sealed record LedgerEntry(SeriesId Id, long Anchor, PatchState? Decided, string? Delegate, SeriesId? MovedTo);
