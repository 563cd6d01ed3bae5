using Tributary.Mail;
using Tributary.Patches;
using Tributary.Policy;
using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Server;

/// <summary>Reads the feedback clock of series that are computed.</summary>
/// <param name="settings">The project's.</param>
internal sealed class FeedbackPlan(FeedbackSettings settings)
{
    /// <summary>What holds for a project, inside a transaction.</summary>
    public static async Task<FeedbackSettings> LoadAsync(WriteTransaction write, (long Id, Profile Profile) project, CancellationToken cancel) => FeedbackSettings.Of(
        project.Profile.Feedback, await ProjectSettings.LoadAsync(write, project.Id, cancel), await FeedbackPeople.ListAddressesAsync(write, project.Id, cancel));

    /// <summary>The clock of a series.</summary>
    /// <param name="one">The series, with its answers.</param>
    /// <param name="standing">How it stands.</param>
    /// <param name="patches">Its patches.</param>
    public FeedbackClock Read(PlannedSeries one, Standing standing, IReadOnlyCollection<StoredMember> patches) => settings.Rules.Read(new()
    {
        Arrived = one.Value.Date,
        State = standing.State,
        DecidedAt = one.Ledger.Find(entry => entry.Decided is not null)?.DecidedAt,
        IsComplete = one.Value.IsComplete || one.Value.IsPullRequest,
        IsOnHold = one.Ledger.Find(entry => entry.Hold is not null)?.Hold is { Length: > 0 },
        IsArchived = standing.IsArchived,
        Checks = CombineChecks(patches),
        Turns = [.. one.Answers.Select(answer => new FeedbackTurn(answer.Date, FindTurn(answer, one), answer.Trailers.Any(static trailer => trailer.Key.EndsWith("-by", StringComparison.OrdinalIgnoreCase))))],
    });

    private static CheckState? CombineChecks(IReadOnlyCollection<StoredMember> patches) =>
        patches.Any(patch => patch.IsChecked) ? CheckStates.Combine(patches.Where(patch => patch.IsChecked).Select(patch => patch.Checks)) : null;

    private TurnBy FindTurn(ThreadMember answer, PlannedSeries one)
    {
        var address = answer.From.Address.ToLowerInvariant();
        if (settings.NoticesFrom.Contains(address)) return TurnBy.Notice;
        if (IsSame(answer.From, one.Head.Member.From)) return TurnBy.Sender;
        return settings.Maintainers.Contains(address) ? TurnBy.Maintainer : TurnBy.Reader;
    }

    // People answer from other addresses than those they send from; their name stays.
    private static bool IsSame(Mailbox one, Mailbox other) =>
        one.Address.Equals(other.Address, StringComparison.OrdinalIgnoreCase) || (one.Name.Contains(' ', StringComparison.Ordinal) && one.Name.Equals(other.Name, StringComparison.OrdinalIgnoreCase));
}
