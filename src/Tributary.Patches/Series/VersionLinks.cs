using Tributary.Mail;

namespace Tributary.Patches;

/// <summary>
/// Finds of each series the earlier versions that it follows directly. It walks the series by date once; what it looks up are
/// those that came before, so no circle can arise.
/// </summary>
internal sealed class VersionLinks
{
    /// <summary>Single replacements of one series that a later one is said to follow: the newest.</summary>
    private const int MostFragments = 48;

    private readonly ThreadTree tree;
    private readonly SeriesTraits[] series;
    private readonly Dictionary<MessageId, int> seriesOf = [];
    private readonly EarlierSeries before;
    private readonly List<VersionLink>[] links;
    private readonly int?[] replacedIn;
    private readonly bool[] hasLater;
    private readonly Dictionary<int, List<int>> fragments = [];
    private readonly Dictionary<(int Earlier, (int Major, int Minor) Version), HashSet<string>> followed = [];

    private readonly VersionWords words;

    private VersionLinks(ThreadTree tree, SeriesTraits[] series, IReadOnlyCollection<Relink> relinks)
    {
        this.tree = tree;
        this.series = series;
        before = new EarlierSeries(series);
        links = new List<VersionLink>[series.Length];
        replacedIn = new int?[series.Length];
        hasLater = new bool[series.Length];
        for (var index = 0; index < series.Length; index++)
        {
            foreach (var member in series[index].Draft.Messages) seriesOf[member.Id] = index;
        }

        words = new(relinks, seriesOf);
    }

    /// <summary>The direct links of each of the series, which are sorted by date.</summary>
    public static VersionGraph Find(ThreadTree tree, SeriesTraits[] series, IReadOnlyCollection<Relink> relinks)
    {
        var finder = new VersionLinks(tree, series, relinks);
        for (var index = 0; index < series.Length; index++)
        {
            finder.links[index] = [];
            finder.FollowWords(index);
            if (series[index].Head.Kind == MailKind.PullRequest) continue;
            finder.FollowChangeId(index);
            finder.FollowLinks(index);
            finder.FollowThread(index);
            var candidates = finder.before.Candidates(index);
            finder.FollowTitle(index, candidates);
            finder.FollowPatches(index, candidates);
            finder.FollowFragments(index);
            finder.before.Add(index);
        }

        return new(finder.links, finder.replacedIn, finder.words);
    }

    private void Link(int later, int earlier, string evidence, string reason)
    {
        if (links[later].Exists(link => link.Earlier == earlier) || words.AreCut(later, earlier)) return;
        links[later].Add(new(earlier, evidence, reason));
        hasLater[earlier] = true;
        var version = (earlier, series[later].Version);
        if (!followed.TryGetValue(version, out var people)) followed[version] = people = new(StringComparer.Ordinal);
        people.Add(series[later].Author);
    }

    // What a person says comes before all evidence.
    private void FollowWords(int index)
    {
        foreach (var (earlier, word) in words.ListEarlier(index)) Link(index, earlier, "person", word.Sentence);
    }

    private void FollowChangeId(int index)
    {
        foreach (var (change, earlier) in before.OfChanges(index)) Link(index, earlier, "change-id", $"Both bear the change-id {change}.");
    }

    private void FollowLinks(int index)
    {
        foreach (var member in series[index].Draft.Messages.OrderBy(SeriesLabel.NumberOf).ThenBy(member => member.Date).ThenBy(member => member.Id))
        {
            foreach (var link in member.Links)
            {
                if (tree.Target(link.Target) is not { } target || !seriesOf.TryGetValue(tree.Members[target].Id, out var earlier)) continue;
                if (earlier == index || !VersionEvidence.IsLinkToVersion(series[index], series[earlier], link.Words)) continue;
                Link(index, earlier, "link", $"{series[index].Label} links to {series[earlier].Label}: \"{VersionEvidence.Shorten(link.Words)}\".");
            }
        }
    }

    private void FollowThread(int index)
    {
        foreach (var ancestor in series[index].Head.Ancestors)
        {
            if (tree.Target(ancestor) is not { } target || !seriesOf.TryGetValue(tree.Members[target].Id, out var earlier) || earlier == index) continue;
            if (VersionEvidence.IsInThreadOfVersion(series[index], series[earlier]))
            {
                Link(index, earlier, "thread", $"{series[index].Label} was sent into the thread of {series[earlier].Label} by the same person.");
                if (series[index].IsFragmentOf(series[earlier])) AddFragment(index, replacedIn[earlier] ?? earlier);
            }

            return;
        }
    }

    /// <summary>The newest series of the same title.</summary>
    private void FollowTitle(int index, int[] candidates)
    {
        foreach (var earlier in candidates)
        {
            if (VersionEvidence.FindTitle(series[index], series[earlier]) is not { } reason) continue;
            Link(index, earlier, "title", reason);
            return;
        }
    }

    /// <summary>Series whose patches are all among these, and, where nothing stronger was found, the likest of the same person.</summary>
    private void FollowPatches(int index, int[] candidates)
    {
        var later = series[index];
        var (best, score) = (-1, 0.0);
        var isKnown = links[index].Count > 0;
        foreach (var earlier in candidates)
        {
            if (VersionEvidence.ScoreLikeness(later, series[earlier]) is not { } found || IsFollowed(earlier, later)) continue;
            if (found.IsSameWork && !hasLater[earlier]) Link(index, earlier, "patches", VersionEvidence.DescribeLikeness(later, series[earlier], found));
            if (!isKnown && found.IsEnough && found.Score > score) (best, score) = (earlier, found.Score);
        }

        if (best >= 0) Link(index, best, "patches", VersionEvidence.DescribeLikeness(later, series[best], Likeness.Of(later, series[best])));
    }

    /// <summary>What follows a series also follows the single patches that were sent to replace some of it.</summary>
    private void FollowFragments(int index)
    {
        if (replacedIn[index] is not null) return;
        foreach (var whole in links[index].ConvertAll(link => link.Earlier))
        {
            foreach (var fragment in (fragments.GetValueOrDefault(whole) ?? []).TakeLast(MostFragments))
            {
                Link(index, fragment, "thread", $"{series[fragment].Label} replaced single patches of {series[whole].Label}, which {series[index].Label} follows.");
            }
        }
    }

    private void AddFragment(int index, int whole)
    {
        replacedIn[index] = whole;
        if (!fragments.TryGetValue(whole, out var list)) fragments[whole] = list = [];
        list.Add(index);
    }

    /// <summary>True when another series of that person already is that version of the earlier one: then a like one is other work.</summary>
    private bool IsFollowed(int earlier, SeriesTraits later) =>
        followed.TryGetValue((earlier, later.Version), out var people) && people.Contains(later.Author);
}
