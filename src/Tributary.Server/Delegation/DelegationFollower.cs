using System.Data.Common;
using Tributary.Policy;
using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Server;

/// <summary>
/// Gives waiting series away anew when a project's rules of delegation are others than when they came, or name accounts that were not there: the newest first, in small
/// transactions, going on where it stopped. At its start it makes the accounts that the profiles name.
/// </summary>
/// <param name="database">The database.</param>
/// <param name="findProfile">A profile by its name, e.g. <see cref="ProfileFile.Find"/>.</param>
/// <param name="clock">Tells when it happens.</param>
public sealed class DelegationFollower(Database database, Func<string, Profile?> findProfile, TimeProvider clock)
{
    private const int GivenAtOnce = 25;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly DelegationsAsked queue = new(database);

    /// <summary>Runs until it is cancelled. Of the nodes of one database one works; when it ends another does.</summary>
    public async Task RunAsync(SiteStatus status, CancellationToken cancel)
    {
        foreach (var project in await new ProjectQueries(database).ListAsync(cancel))
        {
            if (findProfile(project.Profile) is { } profile) await new DelegateAccounts(database).MakeAsync(project.Id, profile, clock.GetUtcNow(), cancel);
        }

        while (true)
        {
            await using (var turn = await NodeTurn.TakeAsync(database, "delegation", isPatient: false, cancel))
            {
                while (turn is not null && await RunOnceAsync(cancel))
                {
                }
            }

            await Task.Delay(Pause, cancel);
        }
    }

    /// <summary>Gives the next series away.</summary>
    /// <returns>False when none waits.</returns>
    internal async Task<bool> RunOnceAsync(CancellationToken cancel)
    {
        var asked = await queue.ListNewestAsync(GivenAtOnce, cancel);
        if (asked.IsEmpty) return false;
        try
        {
            await using var write = await database.Writer.BeginAsync(WritePriority.Bulk, cancel);
            var project = (await new ProjectQueries(database).FindAsync(asked[0].Project, cancel))!;
            var heads = asked.Where(static one => one.Head != 0).Select(static one => one.Head).ToHashSet();
            if (findProfile(project.Profile) is { } profile && heads.Count > 0)
            {
                var origin = new ChangeOrigin(Door.Schedule, Actor: null, clock.GetUtcNow());
                await new ClusterStep(write, (project.Id, profile), new(), origin).GiveAsync(heads, asked.Select(static one => one.Series).ToHashSet(), cancel);
            }

            foreach (var one in asked) await DelegationsAsked.TakeAsync(write, one, cancel);
            await write.CommitAsync(cancel);
            return true;
        }
        catch (DbException failure)
        {
            throw database.Explain(failure);
        }
    }
}
