using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Tributary.Mail;
using Tributary.Policy;
using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Server;

/// <summary>Reads the mail of a series that waits, and lets the rules judge it. Writes nothing.</summary>
/// <param name="database">The database.</param>
/// <param name="findProfile">A profile by its name, e.g. <see cref="ProfileFile.Find"/>.</param>
/// <param name="clock">Tells when it was judged.</param>
/// <param name="trees">What the trees at hand know.</param>
internal sealed class VerdictJudge(Database database, Func<string, Profile?> findProfile, TimeProvider clock, TreeFacts trees)
{
    private const int MostMails = 500;

    private readonly SeriesQueries series = new(database);
    private readonly MessageQueries messages = new(database);
    private readonly VerdictQueries verdicts = new(database);
    private readonly ProjectQueries projects = new(database);
    private readonly LabRunQueries runs = new(database);
    // Reading one takes some milliseconds. A file that is changed holds from the next start on.
    private readonly Dictionary<string, Profile?> profiles = new(StringComparer.Ordinal);

    /// <summary>The rules of this program: another program may find something else.</summary>
    public static string Rules { get; } = typeof(RuleCatalog).Module.ModuleVersionId.ToString("N");

    /// <summary>Judges a series.</summary>
    public async Task<JudgedSeries> RunAsync(AskedVerdict asked, CancellationToken cancel)
    {
        var detail = await series.FindAsync(asked.Series, cancel);
        if (detail is null || detail.Summary.Id != asked.Series || detail.Summary.IsPullRequest || detail.Patches.IsEmpty) return new(asked, detail, Verdict: null);
        if (await projects.FindAsync(detail.Summary.Project, cancel) is not { } project || FindProfile(project.Profile) is not { } profile) return new(asked, detail, Verdict: null);
        var earlier = detail.Earlier.FirstOrDefault(link => link.Replaces is null) is { } link ? await series.FindAsync(link.Id, cancel) : null;
        var mark = MarkOf(detail, earlier, profile);
        if ((await verdicts.FindAsync(asked.Series, cancel))?.Mark == mark) return new(asked, detail, Verdict: null);
        var mails = await ReadAsync(project.Id, ListLetters(detail).Concat(earlier is null ? [] : ListLetters(earlier)), cancel);
        ImmutableArray<SeriesPart> patches = [.. detail.Patches.Select(patch => mails.GetValueOrDefault(patch.Message)).OfType<SeriesPart>()];
        if (patches.IsEmpty) return new(asked, detail, Verdict: null);
        var mail = new SeriesMail { Cover = detail.Summary.Cover is { } cover ? mails.GetValueOrDefault(cover) : null, Patches = patches };
        var window = await new WindowReader(database, "", clock).ReadAtAsync(detail.Summary.Date, cancel);
        var facts = new Facts { Profile = profile, IsWindowOpen = window?.IsOpen, Earlier = earlier is null ? null : EarlierOf(earlier, mails, detail.Summary.Date) };
        var said = await trees.AddAsync(facts with { LabResults = await ListResultsAsync(asked.Series, cancel) }, mail, detail.Summary.Tree, cancel);
        var place = PlaceOf(detail.Summary, said, profile);
        if (Run(mail, said.Facts) is not { } found) return new(asked, detail, Verdict: null) { Fixed = place };
        return new(asked, detail, new()
        {
            Series = asked.Series, Project = project.Id, Mark = mark, At = clock.GetUtcNow(), Findings = [.. found.Select(StoredFinding.Of)],
        })
        {
            Fixed = place,
        };
    }

    // What was taken, or refused, is routed no more.
    private KeptPlace? PlaceOf(SeriesSummary summary, TreesSaid said, Profile profile) =>
        summary.State.IsInReview && said.Facts.HasTrees ? new(said.Fixed is { } place && place.TellsOf(summary.Date, clock.GetUtcNow()) ? place.Write() : null, profile) : null;

    // A run that could not be made says nothing.
    private async Task<ImmutableArray<string>> ListResultsAsync(SeriesId id, CancellationToken cancel) =>
        [.. (await runs.ListOfSeriesAsync(id, cancel)).Where(static run => run.State == LabRunState.Done && run.Facts.Length > 0).Select(static run => $"{run.Suites} on {run.Kernel}: {run.Finish}")];

    private Profile? FindProfile(string name)
    {
        if (!profiles.TryGetValue(name, out var profile)) profiles[name] = profile = findProfile(name);
        return profile;
    }

    // A mail on which a rule fails (a pattern that takes too long) stays unjudged; the others must not wait behind it for ever.
    private static ImmutableArray<Finding>? Run(SeriesMail mail, Facts facts)
    {
        try
        {
            return RuleRunner.Run(mail, facts);
        }
#pragma warning disable CA1031 // Whatever a rule does wrong concerns this series alone.
        catch (Exception)
#pragma warning restore CA1031
        {
            return null;
        }
    }

    private static IEnumerable<MessageId> ListLetters(SeriesDetail detail)
    {
        var patches = detail.Patches.Select(patch => patch.Message);
        return detail.Summary.Cover is { } cover ? patches.Prepend(cover) : patches;
    }

    // What was given to it after the new version was sent cannot be in that.
    private static EarlierMail? EarlierOf(SeriesDetail earlier, Dictionary<MessageId, SeriesPart> mails, DateTimeOffset until)
    {
        var dates = earlier.Thread.ToDictionary(entry => entry.Message, entry => entry.Date);
        var head = mails.GetValueOrDefault(earlier.Summary.Head);
        return new(earlier.Summary.Version,
        [
            .. from patch in earlier.Patches
               let part = mails.GetValueOrDefault(patch.Message)
               where part is not null
               let tags = patch.Tags.Where(tag => !dates.TryGetValue(tag.Source, out var given) || given <= until)
               select new EarlierPatch(part.Mail.Subject.Title, part.Mail.DiffHash, [.. tags.Select(tag => tag.Trailer)]),
        ])
        {
            Tags = head?.Mail.Subject.Tags ?? [], IsRfc = head?.Mail.Subject.IsRfc ?? false,
        };
    }

    private async Task<Dictionary<MessageId, SeriesPart>> ReadAsync(long project, IEnumerable<MessageId> ids, CancellationToken cancel)
    {
        var parts = new Dictionary<MessageId, SeriesPart>();
        foreach (var some in ids.Distinct().Chunk(MostMails))
        {
            foreach (var stored in await messages.ListAsync(project, some, cancel)) parts[stored.Id] = SeriesPart.Read(MessageReader.Read(stored.Raw));
        }

        return parts;
    }

    // Tags that come later change a verdict on the next version only, and that is judged when it comes.
    private static string MarkOf(SeriesDetail detail, SeriesDetail? earlier, Profile profile)
    {
        var text = new StringBuilder(Rules).Append('\n').Append(profile.Name);
        foreach (var id in ListLetters(detail)) text.Append('\n').Append(id.Value);
        text.Append('\n');
        if (earlier is not null) foreach (var id in ListLetters(earlier)) text.Append('\n').Append(id.Value);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())).AsSpan(0, 16));
    }
}
