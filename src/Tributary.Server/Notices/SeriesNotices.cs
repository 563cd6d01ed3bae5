using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Tributary.Mail;
using Tributary.Policy;
using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Server;

/// <summary>
/// Writes to those who sent a series what became of it (SUB-4), in the transaction in which it became so. Each letter is written once, however often its cause is told; whoever
/// wants no mail gets none; a kind that the project has switched off is not written.
/// </summary>
/// <param name="outbox">The way out.</param>
/// <param name="findProfile">A profile by its name.</param>
/// <param name="site">Where people reach this site, without a last slash; empty where that is not known: then no letter links to it.</param>
public sealed class SeriesNotices(Outbox outbox, Func<string, Profile?> findProfile, string site)
{
    private static readonly TimeSpan NewsFor = TimeSpan.FromDays(30);

    /// <summary>A tree has a series. Call it last in the transaction of the push or the sighting.</summary>
    /// <returns>False when no letter was written: it is switched off, nobody wants it, or it was written before.</returns>
    public async Task<bool> AcceptedAsync(WriteTransaction write, AcceptedSeries what, CancellationToken cancel)
    {
        if (await new NoticeReader(write).FindAsync(what.Series, cancel) is not { } series) return false;
        var (name, profile) = await GetProjectAsync(write, series.Project, cancel);
        var cause = Digest(string.Join(' ', what.Commits.Select(static one => $"{one.Message} {one.Commit.Hex}").Order(StringComparer.Ordinal)));
        return await PutAsync(write, (NoticeKind.Accepted, series, $"accepted/{series.Id.Value}/{what.Tree}/{cause}"), ValuesOf(what, series, (name, profile)), cancel);
    }

    /// <summary>A tree has a series no more. Call it last.</summary>
    /// <returns>False when no letter was written.</returns>
    public async Task<bool> DroppedAsync(WriteTransaction write, DroppedSeries what, CancellationToken cancel)
    {
        if (await new NoticeReader(write).FindAsync(what.Series, cancel) is not { } series) return false;
        var (name, profile) = await GetProjectAsync(write, series.Project, cancel);
        return await PutAsync(write, (NoticeKind.Dropped, series, $"dropped/{series.Id.Value}/{what.Tree}/{Digest(what.Cause)}"), ValuesOf(what, series, (name, profile)), cancel);
    }

    /// <summary>What the names of the template stand for when a tree has a series.</summary>
    internal TemplateValues ValuesOf(AcceptedSeries what, NoticeSeries series, (string Name, Profile Profile) project)
    {
        var where = what.Where ?? BranchOf(project.Profile, what.Tree);
        var commits = what.Commits.GroupBy(static one => one.Message).ToDictionary(static one => one.Key, static one => one.First().Commit);
        var values = Place(NoticeText.Of(series, project.Name, site), what.Tree, where).Add("by", VisibleText.Flatten(what.By ?? "")).Add("quote", NoticeText.Quote(series.Head));
        return new(values, NoLists.Add("patches", NoticeText.ListPatches(series, commits, where, project.Profile.CommitLink)));
    }

    /// <summary>The same when a tree has it no more.</summary>
    internal TemplateValues ValuesOf(DroppedSeries what, NoticeSeries series, (string Name, Profile Profile) project) => new(
        Place(NoticeText.Of(series, project.Name, site), what.Tree, what.Where ?? BranchOf(project.Profile, what.Tree))
            .Add("by", VisibleText.Flatten(what.By ?? "")).Add("why", VisibleText.Flatten(what.Why ?? "")).Add("state", series.State.Title), NoLists);

    /// <summary>The same of a change.</summary>
    internal TemplateValues ValuesOf(NoticeSeries series, string project, params (string Name, string Text)[] said) => new(
        NoticeText.Of(series, project, site).AddRange(said.Select(static one => KeyValuePair.Create(one.Name, VisibleText.Flatten(one.Text)))), NoLists);

    /// <summary>Its state is another.</summary>
    /// <param name="write">The transaction.</param>
    /// <param name="change">The series, the number of the event, the states' titles and who did it (or empty).</param>
    /// <param name="cancel">Ends it early.</param>
    internal async Task<bool> StateChangedAsync(WriteTransaction write, (SeriesId Series, long Event, string Before, string After, string By) change, CancellationToken cancel)
    {
        if (await new NoticeReader(write).FindAsync(change.Series, cancel) is not { } series) return false;
        var (name, _) = await GetProjectAsync(write, series.Project, cancel);
        return await PutAsync(write, (NoticeKind.StateChanged, series, $"state/{series.Id.Value}/{change.Event}"), ValuesOf(series, name, ("before", change.Before), ("after", change.After), ("by", change.By)), cancel);
    }

    /// <summary>It was put on hold, or taken off it (no reason).</summary>
    /// <param name="write">The transaction.</param>
    /// <param name="change">The series, the number of the event, why, and who did it (or empty).</param>
    /// <param name="cancel">Ends it early.</param>
    internal async Task<bool> OnHoldAsync(WriteTransaction write, (SeriesId Series, long Event, string Why, string By) change, CancellationToken cancel)
    {
        if (await new NoticeReader(write).FindAsync(change.Series, cancel) is not { } series) return false;
        var (name, _) = await GetProjectAsync(write, series.Project, cancel);
        return await PutAsync(write, (NoticeKind.OnHold, series, $"hold/{series.Id.Value}/{change.Event}"), ValuesOf(series, name, ("why", change.Why), ("by", change.By)), cancel);
    }

    /// <summary>It came while the merge window is open (TREE-7): once a series and window.</summary>
    /// <param name="write">The transaction.</param>
    /// <param name="what">The series, its tree and the window.</param>
    /// <param name="cancel">Ends it early.</param>
    internal async Task<bool> WindowAsync(WriteTransaction write, (SeriesId Series, string Tree, WindowStanding Window) what, CancellationToken cancel)
    {
        if (await new NoticeReader(write).FindAsync(what.Series, cancel) is not { } series) return false;
        var (name, _) = await GetProjectAsync(write, series.Project, cancel);
        return await PutAsync(write, (NoticeKind.Window, series, $"window/{series.Id.Value}/{what.Window.Coming}"), ValuesOf(series, name, ("tree", what.Tree), ("release", what.Window.Coming), ("closes", Day(what.Window.ClosesAbout))), cancel);
    }

    /// <summary>A day as letters have it.</summary>
    internal static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The selftests say something else of it than before. Nobody is told of what is older than a month: that is an archive.</summary>
    /// <param name="write">The transaction in which the run gets its result.</param>
    /// <param name="what">The verdict.</param>
    /// <param name="cancel">Ends it early.</param>
    internal async Task<bool> LabVerdictAsync(WriteTransaction write, LabVerdict what, CancellationToken cancel)
    {
        if (what.Run.Series is not { } id || await new NoticeReader(write).FindAsync(id, cancel) is not { } series) return false;
        if (what.Run.EndedAt is { } at && at - series.Head.Date > NewsFor) return false;
        var (name, _) = await GetProjectAsync(write, series.Project, cancel);
        return await PutAsync(write, (NoticeKind.LabVerdict, series, $"lab/{series.Id.Value}/{what.Run.Id}"), ValuesOf(what, series, name), cancel);
    }

    // Options of the kernel's configuration that a letter names.
    private const int MostOptions = 5;

    /// <summary>What the names of its template stand for.</summary>
    internal TemplateValues ValuesOf(LabVerdict what, NoticeSeries series, string project)
    {
        var run = what.Run;
        var values = ValuesOf(series, project, ("tree", run.Tree), ("commit", run.Commit[..Math.Min(12, run.Commit.Length)]), ("suites", run.Suites), ("kernel", run.Kernel), ("verdict", LabVerdict.Of(what.IsWorse)),
            ("before", what.Before is { } before ? LabVerdict.Of(before) : ""), ("says", run.Finish is "passed" or "failed" ? "" : run.Says), ("summary", run.Summary),
            ("lacks", LabFacts.Read(run.Facts) is { } facts ? LabOption.Sentence(facts.Lacks, MostOptions) : ""), ("run", site.Length > 0 ? site + Addresses.LabRun(run.Id) : ""));
        var tests = what.Tests.Select(static one => ImmutableDictionary<string, string>.Empty.Add("test", VisibleText.Flatten(one.Test)).Add("why", VisibleText.Flatten(one.Why)));
        return values with { Lists = NoLists.Add("tests", [.. tests]) };
    }

    internal static ImmutableDictionary<string, ImmutableArray<ImmutableDictionary<string, string>>> NoLists { get; } =
        ImmutableDictionary<string, ImmutableArray<ImmutableDictionary<string, string>>>.Empty;

    private async Task<bool> PutAsync(WriteTransaction write, (NoticeKind Kind, NoticeSeries Series, string Key) what, TemplateValues values, CancellationToken cancel)
    {
        var (kind, series, key) = what;
        var settings = NoticeSettings.Of(await ProjectSettings.LoadAsync(write, series.Project, cancel), kind);
        if (!settings.IsOn) return false;
        var head = series.Head;
        var wanted = await ListWantedAsync(write, kind == NoticeKind.Accepted ? [series.Submitter, .. head.To, .. head.Cc] : [series.Submitter], cancel);
        if (wanted.IsEmpty) return false;
        // A letter that others read too does not tell by what his mail is refused.
        if (wanted.Length == 1 && site.Length > 0) values = values with { Texts = values.Texts.SetItem("refusal", await RefusalOfAsync(write, wanted[0], cancel)) };
        return await outbox.PutAsync(write, new()
        {
            Key = key, To = [wanted[0]], Cc = wanted[1..], Subject = head.Subject.StartsWith("Re:", StringComparison.OrdinalIgnoreCase) ? head.Subject : $"Re: {head.Subject}",
            Text = settings.Template.Write(values), InReplyTo = head.Id, References = OutgoingLetter.ReferencesTo(head), Project = series.Project, Series = series.Id,
        }, cancel);
    }

    private async Task<string> RefusalOfAsync(WriteTransaction write, Mailbox who, CancellationToken cancel) =>
        $"{site}{Addresses.RefuseMail}?address={Addresses.Escape(who.Key)}&key={VerdictMail.KeyOf(await new VerdictStore(write).GetSecretAsync(cancel), who.Key)}";

    // Each once, and none who wants no mail.
    private static async Task<ImmutableArray<Mailbox>> ListWantedAsync(WriteTransaction write, IEnumerable<Mailbox> people, CancellationToken cancel)
    {
        var (store, wanted) = (new VerdictStore(write), ImmutableArray.CreateBuilder<Mailbox>());
        foreach (var one in people.DistinctBy(static one => one.Key))
        {
            if (LetterAddress.IsSendable(one.Address) && !await store.IsRefusedAsync(one.Key, cancel)) wanted.Add(one);
        }

        return wanted.ToImmutable();
    }

    internal async Task<(string Name, Profile Profile)> GetProjectAsync(WriteTransaction write, long project, CancellationToken cancel)
    {
        var stored = await new ProjectQueries(write.Database).FindAsync(project, cancel) ?? throw new InvalidOperationException($"there is no project {project}");
        return (stored.Name, findProfile(stored.Profile) ?? throw new DatabaseException($"the project {stored.Name} follows the profile {stored.Profile}, which is not known: put it back"));
    }

    private static ImmutableDictionary<string, string> Place(ImmutableDictionary<string, string> values, string tree, GitBranch? where) =>
        values.Add("tree", tree).Add("repository", NoticeText.NameOf(where, tree)).Add("branch", where?.Branch ?? tree);

    private static GitBranch? BranchOf(Profile profile, string tree) => profile.Trees.FirstOrDefault(one => one.Name == tree)?.Branch ?? (tree == ProfileTrees.Mainline ? profile.Mainline : null);

    private static string Digest(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 8));
}
