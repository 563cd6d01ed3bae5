using System.Collections.Immutable;
using System.Data.Common;
using Tributary.Mail;
using Tributary.Policy;
using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Server;

/// <summary>Writes what the rules say of series: verdicts, counts, checks, events, and the letters that projects want. All of some series in one transaction; it may be run twice.</summary>
/// <param name="database">The database.</param>
/// <param name="outbox">The way out for letters.</param>
/// <param name="site">Where people reach this site, without a last slash.</param>
/// <param name="clock">Tells when it happens.</param>
internal sealed class VerdictStep(Database database, Outbox outbox, string site, TimeProvider clock)
{
    // Checks of older mail are no news: an archive that is read in does not wake anybody.
    private static readonly TimeSpan NewsFor = TimeSpan.FromDays(7);

    /// <summary>Writes them.</summary>
    /// <exception cref="DatabaseException">The database cannot be used.</exception>
    public async Task RunAsync(IReadOnlyCollection<JudgedSeries> judged, CancellationToken cancel)
    {
        try
        {
            await using var write = await database.Writer.BeginAsync(WritePriority.Bulk, cancel);
            if (judged.Any(static one => one.Fixed is not null)) await write.LockDerivedAsync(cancel);
            var letters = new List<OutgoingLetter>();
            foreach (var project in judged.GroupBy(static one => one.Detail?.Summary.Project ?? 0)) await WriteAsync(write, project, letters, cancel);
            foreach (var letter in letters) await outbox.PutAsync(write, letter, cancel);
            if (judged.Any(static one => one.Verdict is not null || one.Fixed is not null || one.IsGone)) await write.CommitAsync(cancel);
            else await write.CommitAsideAsync(cancel);
        }
        catch (DbException failure)
        {
            throw database.Explain(failure);
        }
    }

    private async Task WriteAsync(WriteTransaction write, IGrouping<long, JudgedSeries> project, List<OutgoingLetter> letters, CancellationToken cancel)
    {
        var store = new VerdictStore(write);
        var checks = new Dictionary<long, ImmutableArray<NewCheck>>();
        var news = new HashSet<long>();
        var setting = (await ProjectSettings.LoadAsync(write, project.Key, cancel)).GetValueOrDefault(VerdictMail.Setting);
        foreach (var one in project)
        {
            if (one.IsGone) await ForgetAsync(write, store, one, cancel);
            else if (one.Verdict is { } verdict)
            {
                await store.SaveAsync(await store.FindAsync(verdict.Series, cancel), verdict, cancel);
                var numbers = await store.ListPatchesAsync(verdict.Series, cancel);
                var patches = one.Detail!.Patches.Where(patch => numbers.ContainsKey(patch.Message.Value)).Select(patch => (patch.Message.Value, numbers[patch.Message.Value])).ToImmutableArray();
                foreach (var (patch, list) in VerdictChecks.List(verdict, patches, message => site + Addresses.Patch(new MessageId(message)))) checks[patch] = list;
                if (one.Detail.Summary.Date > clock.GetUtcNow() - NewsFor) news.UnionWith(patches.Select(static patch => patch.Item2));
                if (VerdictMail.IsDue(one.Detail.Summary, verdict, setting) && await ComposeAsync(store, one.Detail, verdict, cancel) is { } letter) letters.Add(letter);
            }

            await store.TakeAsync(one.Asked, cancel);
        }

        if (checks.Count > 0) await CheckAsync(write, project.Key, checks, news, cancel);
        await RouteAsync(write, project, cancel);
    }

    // Where the commit is that a series mends speaks for a tree: the series of which that is news are routed anew.
    private async Task RouteAsync(WriteTransaction write, IGrouping<long, JudgedSeries> project, CancellationToken cancel)
    {
        var heads = new HashSet<long>();
        Profile? profile = null;
        foreach (var one in project)
        {
            if (one.Fixed is not { } place || one.IsGone || await FixedPlaces.NoteAsync(write, one.Asked.Series, place.Text, cancel) is not { } head) continue;
            profile = place.Profile;
            heads.Add(head);
        }

        if (profile is not null) await new ClusterStep(write, (project.Key, profile), new(), new(Door.Schedule, Actor: null, clock.GetUtcNow())).SettleAsync(heads, [], cancel);
    }

    private async Task ForgetAsync(WriteTransaction write, VerdictStore store, JudgedSeries one, CancellationToken cancel)
    {
        await store.ForgetAsync(one.Asked.Series, cancel);
        if (one.Detail is { } other) await VerdictsAsked.NoteAsync(write, [other.Summary.Id], clock.GetUtcNow(), cancel);
    }

    private async Task CheckAsync(WriteTransaction write, long project, Dictionary<long, ImmutableArray<NewCheck>> checks, HashSet<long> news, CancellationToken cancel)
    {
        var (now, user) = (clock.GetUtcNow(), await OwnAccounts.GetInstallationAsync(write, clock.GetUtcNow(), cancel));
        var added = await new CheckBook(write, project).SaveAsync(user, checks, now, cancel);
        var events = added.Where(check => news.Contains(check.Patch))
            .Select(check => new NewEvent { Category = EventCategory.CheckCreated, Patch = check.Patch, Check = check.Id, After = check.State.Slug }).ToList();
        await new EventStore(write, project).AddAsync(events, new(Door.Schedule, user, now), cancel);
    }

    private async Task<OutgoingLetter?> ComposeAsync(VerdictStore store, SeriesDetail detail, StoredVerdict verdict, CancellationToken cancel)
    {
        var address = detail.Summary.Submitter.Address.ToLowerInvariant();
        if (!LetterAddress.TryRead(address, out _) || await store.IsRefusedAsync(address, cancel)) return null;
        var key = VerdictMail.KeyOf(await store.GetSecretAsync(cancel), address);
        return VerdictMail.Compose(detail, verdict, site, $"{site}{Addresses.RefuseMail}?address={Addresses.Escape(address)}&key={key}");
    }
}
