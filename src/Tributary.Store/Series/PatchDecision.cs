using Tributary.Workflow;

namespace Tributary.Store;

/// <summary>Where people decided otherwise on a patch than on its series: a row of <c>patch_decisions</c>. Null: as the series.</summary>
/// <param name="Message">The patch, <c>messages.id</c>.</param>
/// <param name="Decided">The state that somebody decided on.</param>
/// <param name="DecidedOver">The later version against which that state stands.</param>
/// <param name="Delegate">Whom somebody gave it to; empty: nobody.</param>
/// <param name="IsArchived">Whether somebody put it into the archive.</param>
/// <param name="CommitRef">The commit that somebody said it became.</param>
/// <param name="PullUrl">Where somebody said it is to be pulled from.</param>
public sealed record PatchDecision(
    long Message, PatchState? Decided, SeriesId? DecidedOver, string? Delegate, bool? IsArchived, string? CommitRef, string? PullUrl);
