using System.Security.Cryptography;
using System.Text;
using Tributary.Policy;
using Tributary.Store;

namespace Tributary.Server;

/// <summary>Computes the feedback clocks of a project again when its days, its promise or its maintainers are others than those they were computed with: a page of messages a transaction, so that nobody waits.</summary>
/// <param name="database">The store.</param>
/// <param name="findProfile">A profile by its name.</param>
public sealed class FeedbackRefresh(Database database, Func<string, Profile?> findProfile)
{
    // What the clocks were computed with last; with how far it came while it is at it.
    private const string Setting = "feedback-computed-with";
    private const int PageSize = 200;

    /// <summary>Carries it out for all projects; goes on where it was stopped.</summary>
    /// <returns>How many messages were looked at.</returns>
    public async Task<long> RunAsync(CancellationToken cancel)
    {
        var done = 0L;
        foreach (var project in await new ProjectQueries(database).ListAsync(cancel))
        {
            if (findProfile(project.Profile) is { } profile) done += await RunAsync((project.Id, profile), cancel);
        }

        return done;
    }

    /// <summary>Notes of a project without any series that there is nothing to compute again: what comes is computed with what holds when it comes.</summary>
    public async Task BeginAsync(long project, CancellationToken cancel)
    {
        if ((await new ProjectSettings(database).ListAsync(cancel)).TryGetValue(project, out var known) && known.ContainsKey(Setting)) return;
        await using var write = await database.Writer.BeginAsync(WritePriority.Interactive, cancel);
        if ((await new SeriesRebuild(write).ListHeadsAsync(project, 0, 1, cancel)).Count > 0) return;
        if (await new ProjectQueries(database).FindAsync(project, cancel) is not { } stored || findProfile(stored.Profile) is not { } profile) return;
        await ProjectSettings.SetAsync(write, project, new(Setting, Hash(await FeedbackPlan.LoadAsync(write, (project, profile), cancel))), cancel);
        await write.CommitAsync(cancel);
    }

    private static string Hash(FeedbackSettings settings) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(settings.Fingerprint)));

    private async Task<long> RunAsync((long Id, Profile Profile) project, CancellationToken cancel)
    {
        var done = 0L;
        while (true)
        {
            await using var write = await database.Writer.BeginAsync(WritePriority.Bulk, cancel);
            var settings = await FeedbackPlan.LoadAsync(write, project, cancel);
            var wanted = Hash(settings);
            var (standing, after) = ReadStanding((await ProjectSettings.LoadAsync(write, project.Id, cancel)).GetValueOrDefault(Setting, ""));
            if (standing == wanted && after is null) return done;
            var page = await new SeriesRebuild(write).ListHeadsAsync(project.Id, standing == wanted ? after!.Value : 0, PageSize, cancel);
            // Nobody is told: it is not the series that changed.
            if (page.Count > 0) await new ClusterStep(write, project, new(), origin: null).SettleAsync([.. page], [], cancel);
            await ProjectSettings.SetAsync(write, project.Id, new(Setting, page.Count < PageSize ? wanted : FormattableString.Invariant($"{wanted} {page[^1]}")), cancel);
            await write.CommitAsync(cancel);
            done += page.Count;
            if (page.Count < PageSize) return done;
        }
    }

    private static (string Fingerprint, long? After) ReadStanding(string text) => text.Split(' ') switch
    {
        [var fingerprint, var after] when long.TryParse(after, System.Globalization.CultureInfo.InvariantCulture, out var last) => (fingerprint, last),
        [var fingerprint, ..] => (fingerprint, null),
        _ => ("", null),
    };
}
