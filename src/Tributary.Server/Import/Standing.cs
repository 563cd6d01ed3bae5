using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Server;

/// <summary>State, delegate and archive flag of a series or a patch.</summary>
internal sealed record Standing(PatchState State, string? Delegate, bool IsArchived);

/// <summary>
/// How a series and its patches stand: what people decided on a patch, else on its series, else what the mail's headers ask for, else what a rule of delegation says; and
/// what later versions take out of review.
/// </summary>
/// <param name="one">The series.</param>
/// <param name="later">Its newest later version, or null.</param>
/// <param name="users">The names of users, by address.</param>
internal sealed class SeriesStanding(PlannedSeries one, PlannedSeries? later, IReadOnlyDictionary<string, string> users)
{
    private readonly LedgerEntry? decided = one.Ledger.Find(entry => entry.Decided is not null);
    private readonly string? givenTo = one.Ledger.Find(entry => entry.Delegate is not null)?.Delegate;
    private readonly string? ruledTo = one.Ledger.Find(entry => entry.RuledTo is not null)?.RuledTo;
    private readonly bool? archived = one.Ledger.Find(entry => entry.IsArchived is not null)?.IsArchived;

    /// <summary>How a patch stands.</summary>
    /// <param name="patch">The patch.</param>
    /// <param name="replacement">The series that holds what replaces it alone, or null.</param>
    public Standing OfPatch(StoredMember patch, PlannedSeries? replacement)
    {
        var (own, hints) = (patch.Decision, patch.Member.Hints);
        var (state, over) = own?.Decided is { } decision ? (decision, own.DecidedOver)
            : decided is not null ? (decided.Decided!.Value, decided.DecidedOver)
            : (StateOf(hints?.State) ?? PatchState.New, null);
        var name = own?.Delegate ?? givenTo ?? (hints?.Delegate is { } address ? users.GetValueOrDefault(Dialect.Clean(address)) : null) ?? ruledTo;
        return new(Supersede(state, over, later ?? replacement), name is "" ? null : name, own?.IsArchived ?? archived ?? false);
    }

    /// <summary>How the series stands: as its patches where they agree (those that others replace have no say), else as was decided on it.</summary>
    /// <param name="patches">How each of its patches stands, and whether another message replaces it alone.</param>
    public Standing OfSeries(IReadOnlyList<(Standing Standing, bool IsReplaced)> patches)
    {
        PatchState? agreed = null;
        var (isSplit, areAllReplaced) = (false, patches.All(patch => patch.IsReplaced));
        foreach (var (patch, isReplaced) in patches)
        {
            if (isReplaced && !areAllReplaced) continue;
            isSplit |= agreed is not null && agreed != patch.State;
            agreed = patch.State;
        }

        var own = Supersede(decided?.Decided ?? PatchState.New, decided?.DecidedOver, later);
        var name = patches.Count > 0 && patches.All(patch => patch.Standing.Delegate == patches[0].Standing.Delegate) ? patches[0].Standing.Delegate : givenTo ?? ruledTo;
        return new(
            isSplit ? own : agreed ?? own, name is "" ? null : name,
            patches.Count > 0 ? patches.All(patch => patch.Standing.IsArchived) : archived ?? false);
    }

    // What was decided over that very version stands against it.
    private static PatchState Supersede(PatchState state, SeriesId? over, PlannedSeries? newer) =>
        newer is not null && state.IsInReview && !(over is { } id && newer.Ledger.Exists(entry => entry.Id == id)) ? PatchState.Superseded : state;

    private static PatchState? StateOf(string? title)
    {
        if (title is null) return null;
        foreach (var state in PatchStates.All)
        {
            if (state.Title.Equals(title, StringComparison.OrdinalIgnoreCase)) return state;
        }

        return null;
    }
}
