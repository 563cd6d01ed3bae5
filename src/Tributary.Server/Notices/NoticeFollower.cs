using System.Data.Common;
using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Server;

/// <summary>
/// Writes the letters about changes of states and holds, behind the events: those since the first server ran, so that history mails nobody. Where it stands moves in the
/// transaction that writes the letters, so that each is written once, killed at any moment. Of several nodes one is at it at a time.
/// </summary>
/// <param name="database">The database.</param>
/// <param name="notices">Writes them.</param>
public sealed class NoticeFollower(Database database, SeriesNotices notices)
{
    private const int EventsAtOnce = 500;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private long seen = -1;

    /// <summary>Runs until it is cancelled.</summary>
    public async Task RunAsync(SiteStatus status, CancellationToken cancel)
    {
        while (true)
        {
            await using (var turn = await NodeTurn.TakeAsync(database, "notices", isPatient: false, cancel))
            {
                while (turn is not null && await RunOnceAsync(cancel)) cancel.ThrowIfCancellationRequested();
            }

            await Task.Delay(Pause, cancel);
        }
    }

    /// <summary>Looks at the next events.</summary>
    /// <returns>False when there are no more.</returns>
    internal async Task<bool> RunOnceAsync(CancellationToken cancel)
    {
        // Most seconds nothing happened: then nobody has to wait for a transaction that writes nothing.
        if (await new EventLog(database).FindNewestAsync(cancel) == seen) return false;
        try
        {
            await using var write = await database.Writer.BeginAsync(WritePriority.Bulk, cancel);
            var position = new NoticePosition(write);
            var last = await position.FindLastAsync(cancel);
            var from = await position.FindAsync(cancel);
            var to = from is { } done ? Math.Min(last, done + EventsAtOnce) : last;
            if (from is { } begin) await WriteAsync(write, await position.ListAsync(begin, to, cancel), cancel);
            await position.MoveAsync(to, cancel);
            await write.CommitAsideAsync(cancel);
            seen = to;
            return to < last;
        }
        catch (DbException failure)
        {
            throw database.Explain(failure);
        }
    }

    private async Task WriteAsync(WriteTransaction write, IReadOnlyList<SeriesChange> changes, CancellationToken cancel)
    {
        // What was done to the patches of a series at one go is one letter.
        foreach (var change in changes.Where(IsByPeople).GroupBy(static one => (one.Series, one.At, one.Category, one.Before, one.After)).Select(static group => group.First()))
        {
            var user = change.Actor is { } actor ? await new UserStore(write).FindAsync(actor, cancel) : null;
            if (change.Category == EventCategory.SeriesHoldChanged) await notices.OnHoldAsync(write, (change.Series, change.Event, change.After ?? "", user?.Username ?? ""), cancel);
            else if (!await IsOwnAsync(write, change, user, cancel)) await notices.StateChangedAsync(write, (change.Series, change.Event, TitleOf(change.Before), TitleOf(change.After), user?.Username ?? ""), cancel);
        }
    }

    // What mail does by itself (a later version, the author's own command) its sender knows; what trees do has letters of its own.
    private static bool IsByPeople(SeriesChange change) => change.Door switch
    {
        Door.Mail or Door.Schedule => change.Actor is not null,
        Door.Git => false,
        _ => true,
    };

    private static async Task<bool> IsOwnAsync(WriteTransaction write, SeriesChange change, User? user, CancellationToken cancel) =>
        user is not null && await new WorkReader(write).FindSeriesAsync(change.Series, cancel) is { } series && user.Owns(series.Submitter);

    private static string TitleOf(string? slug) => slug is not null && PatchStates.TryParse(slug, out var state) ? state.Title : "nothing";
}
