using Tributary.Policy;
using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Server;

/// <summary>
/// Keeps series on hold while the merge window is open (TREE-7): those for trees of features that came since it opened are marked, and their senders told once where the project wants it; at the
/// first candidate they are free again. What a person said of a hold stands. May be run twice without harm.
/// </summary>
/// <param name="database">The store.</param>
/// <param name="findProfile">A profile by its name.</param>
/// <param name="notices">Writes the letters.</param>
/// <param name="clock">Tells the time.</param>
public sealed class WindowStep(Database database, Func<string, Profile?> findProfile, SeriesNotices notices, TimeProvider clock)
{
    private const int AtOnce = 100;

    private readonly WindowStore store = new(database);

    /// <summary>Marks and frees the series of all projects.</summary>
    /// <param name="standing">How the window stands; null: nobody knows, and nothing is done.</param>
    /// <param name="cancel">Ends it early.</param>
    /// <returns>How many were put on hold and how many freed.</returns>
    public async Task<(int Held, int Freed)> RunAsync(WindowStanding? standing, CancellationToken cancel)
    {
        if (standing is null) return (0, 0);
        var (held, freed) = (0, 0);
        foreach (var project in await new ProjectQueries(database).ListAsync(cancel))
        {
            if (findProfile(project.Profile) is not { } profile) continue;
            if (standing.IsOpen) held += await HoldAsync(project, profile, standing, cancel);
            freed += await FreeAsync(project, standing, cancel);
        }

        return (held, freed);
    }

    /// <summary>The trees of a profile that take nothing while the window is open, on a day.</summary>
    public static IEnumerable<ProfileTree> ClosedIn(Profile profile, DateTimeOffset at)
    {
        var day = DateOnly.FromDateTime(at.UtcDateTime);
        return profile.MergeWindow is null ? [] : profile.Trees.Where(tree => tree.Kind is TreeKind.Features && !(tree.Since > day) && !(tree.Until <= day));
    }

    private async Task<int> HoldAsync(StoredProject project, Profile profile, WindowStanding standing, CancellationToken cancel)
    {
        var count = 0;
        foreach (var tree in ClosedIn(profile, clock.GetUtcNow()))
        {
            var reason = $"The merge window of {standing.Coming} is open: {tree.Name} takes nothing until {standing.Coming}-rc1.";
            foreach (var series in await store.ListArrivedAsync((project.Id, tree.Name), standing.Since, standing.Coming, AtOnce, cancel))
                count += await ChangeAsync(project, series, new Hold(tree.Name, standing, reason), cancel) ? 1 : 0;
        }

        return count;
    }

    private async Task<bool> ChangeAsync(StoredProject project, SeriesId id, Hold hold, CancellationToken cancel)
    {
        await using var write = await database.Writer.BeginAsync(WritePriority.Interactive, cancel);
        if (await new WorkReader(write).FindSeriesAsync(id, cancel) is not { } series) return false;
        var decisions = new DecisionStore(write, project.Id);
        var now = await decisions.LoadAsync(series.Id, cancel);
        // Somebody said something of a hold: that stands.
        var isMarked = now.Hold is null;
        if (!await WindowStore.HoldAsync(write, project.Id, series.Id, (hold.Standing.Coming, isMarked ? hold.Reason : "", clock.GetUtcNow()), cancel)) return false;
        if (isMarked)
        {
            await decisions.SaveAsync(series, now with { Hold = hold.Reason }, cancel);
            await WorkTransaction.SettleAsync(write, (project.Id, new(Door.Schedule, null, clock.GetUtcNow())), findProfile, [.. ChangeStep.MessagesOf((series, series.Patches))], cancel);
            await notices.WindowAsync(write, (series.Id, hold.Tree, hold.Standing), cancel);
        }

        await write.CommitAsync(cancel);
        return isMarked;
    }

    // The release whose window it was has its first candidate, or is past it.
    private async Task<int> FreeAsync(StoredProject project, WindowStanding standing, CancellationToken cancel)
    {
        var count = 0;
        foreach (var hold in await store.ListHeldAsync(project.Id, release: null, isHeld: true, AtOnce, cancel))
        {
            if (standing.IsOpen && hold.Release == standing.Coming) continue;
            await using var write = await database.Writer.BeginAsync(WritePriority.Interactive, cancel);
            await WindowStore.FreeAsync(write, project.Id, hold, clock.GetUtcNow(), cancel);
            if (await new WorkReader(write).FindSeriesAsync(hold.Given, cancel) is { } series)
            {
                var decisions = new DecisionStore(write, project.Id);
                var now = await decisions.LoadAsync(series.Id, cancel);
                if (hold.Reason.Length > 0 && now.Hold == hold.Reason)
                {
                    await decisions.SaveAsync(series, now with { Hold = null }, cancel);
                    await WorkTransaction.SettleAsync(write, (project.Id, new(Door.Schedule, null, clock.GetUtcNow())), findProfile, [.. ChangeStep.MessagesOf((series, series.Patches))], cancel);
                    count++;
                }
            }

            await write.CommitAsync(cancel);
        }

        return count;
    }

    private sealed record Hold(string Tree, WindowStanding Standing, string Reason);
}
