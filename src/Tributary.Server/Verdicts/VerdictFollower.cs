using System.Diagnostics;
using Tributary.Policy;
using Tributary.Store;

namespace Tributary.Server;

/// <summary>
/// Lets the rules judge every series, behind the mail that comes in: the newest first, in small transactions, going on where it stopped. While an import runs it rests: so an
/// import is as fast as without it. Of the nodes of one database one follows; when it ends another does.
/// </summary>
/// <param name="database">The database.</param>
/// <param name="outbox">The way out for letters that projects want.</param>
/// <param name="site">Where people reach this site, without a last slash.</param>
/// <param name="clock">Tells when things happen.</param>
/// <param name="trees">The folder of the repositories of trees; empty where there is none.</param>
public sealed class VerdictFollower(Database database, Outbox outbox, string site, TimeProvider clock, string trees = "")
{
    // Messages a second that are an import, and not the day's mail.
    private const int ImportPace = 100;
    private const int NotedAtOnce = 4000;
    private const int JudgedAtOnce = 16;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    // When the rules are others, what is old stays as it was judged in its day.
    private static readonly TimeSpan JudgedAgainFor = TimeSpan.FromDays(90);

    private readonly VerdictsAsked queue = new(database);
    private readonly VerdictJudge judge = new(database, ProfileFile.Find, clock, new(trees));
    private readonly VerdictStep step = new(database, outbox, site, clock);

    /// <summary>Judges by other profiles than those of this program's files: for tests.</summary>
    internal VerdictFollower(Database database, Outbox outbox, string site, TimeProvider clock, (Func<string, Profile?> FindProfile, string Trees) found) : this(database, outbox, site, clock) =>
        judge = new(database, found.FindProfile, clock, new(found.Trees));

    /// <summary>Runs until it is cancelled.</summary>
    public async Task RunAsync(SiteStatus status, CancellationToken cancel)
    {
        while (true)
        {
            await using (var turn = await NodeTurn.TakeAsync(database, "verdicts", isPatient: false, cancel))
            {
                if (turn is not null) await FollowAsync(cancel);
            }

            await Task.Delay(Pause, cancel);
        }
    }

    /// <summary>Judges the next series.</summary>
    /// <returns>False when all are judged.</returns>
    internal async Task<bool> RunOnceAsync(CancellationToken cancel)
    {
        var position = await queue.GetPositionAsync(cancel);
        if (position.Rules != VerdictJudge.Rules) await queue.NoteRulesAsync(VerdictJudge.Rules, clock.GetUtcNow() - JudgedAgainFor, clock.GetUtcNow(), cancel);
        if (position.Noted < position.Last)
        {
            await queue.NoteArrivalsAsync(position, NotedAtOnce, clock.GetUtcNow(), cancel);
            // All that came is noted before any of it is judged: so the newest go first.
            if (position.Noted + NotedAtOnce < position.Last) return true;
        }

        var judged = new List<JudgedSeries>();
        foreach (var asked in await queue.ListNewestAsync(JudgedAtOnce, cancel)) judged.Add(await judge.RunAsync(asked, cancel));
        if (judged.Count == 0) return false;
        await step.RunAsync(judged, cancel);
        return true;
    }

    // While the turn is held.
    private async Task FollowAsync(CancellationToken cancel)
    {
        var (seen, at) = ((await queue.GetPositionAsync(cancel)).Last, Stopwatch.GetTimestamp());
        var isImporting = false;
        while (true)
        {
            if (Stopwatch.GetElapsedTime(at) is var passed && passed >= Pause)
            {
                var last = (await queue.GetPositionAsync(cancel)).Last;
                isImporting = last - seen > ImportPace * passed.TotalSeconds;
                (seen, at) = (last, Stopwatch.GetTimestamp());
            }

            var began = Stopwatch.GetTimestamp();
            // Half a core: pages come first.
            if (isImporting || !await RunOnceAsync(cancel)) await Task.Delay(Pause, cancel);
            else await Task.Delay(Stopwatch.GetElapsedTime(began), cancel);
        }
    }
}
