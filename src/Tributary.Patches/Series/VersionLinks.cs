using Tributary.Mail;

namespace Tributary.Patches;

/// <summary>
/// Finds of each series the earlier versions that it follows directly. It walks the series by date once; what it looks up are
/// those that came before, so no circle can arise.
/// </summary>
internal sealed class VersionLinks
{
    /// <summary>Series of one person that a series is compared with: the newest before it.</summary>
    private const int MostCompared = 48;

    /// <summary>Series with a title or patch in common that a series is compared with, for each: the newest before it.</summary>
    private const int MostOfTitle = 4;

    private readonly ThreadTree tree;
    private readonly SeriesTraits[] series;
    private readonly Dictionary<MessageId, int> seriesOf = [];
    private readonly Dictionary<string, List<int>> byChange = [];
    private readonly Dictionary<string, List<int>> byPerson = [];
    private readonly Dictionary<string, List<int>> byName = [];
    private readonly List<VersionLink>[] links;
    private readonly int?[] replacedIn;
    private readonly bool[] hasLater;

    private VersionLinks(ThreadTree tree, SeriesTraits[] series)
    {
        this.tree = tree;
        this.series = series;
        links = new List<VersionLink>[series.Length];
        replacedIn = new int?[series.Length];
        hasLater = new bool[series.Length];
        for (var index = 0; index < series.Length; index++)
        {
            foreach (var member in series[index].Draft.Messages) seriesOf[member.Id] = index;
        }
    }

    /// <summary>The direct links of each of the series, which are sorted by date.</summary>
    public static VersionGraph Find(ThreadTree tree, SeriesTraits[] series)
    {
        var finder = new VersionLinks(tree, series);
        for (var index = 0; index < series.Length; index++)
        {
            finder.links[index] = [];
            if (series[index].Head.Kind == MailKind.PullRequest) continue;
            finder.FollowChangeId(index);
            finder.FollowLinks(index);
            finder.FollowThread(index);
            finder.FollowTitle(index);
            finder.FollowPatches(index);
            finder.Remember(index);
        }

        return new(finder.links, finder.replacedIn);
    }

    private void Link(int later, int earlier, string evidence, string reason)
    {
        if (links[later].Exists(link => link.Earlier == earlier)) return;
        links[later].Add(new(earlier, evidence, reason));
        hasLater[earlier] = true;
    }

    private void FollowChangeId(int index)
    {
        foreach (var change in ChangesOf(index))
        {
            if (byChange.GetValueOrDefault(change) is not { } earlier) continue;
            Link(index, earlier[^1], "change-id", $"Both bear the change-id {change}.");
        }
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
                if (series[index].IsFragmentOf(series[earlier])) replacedIn[index] = replacedIn[earlier] ?? earlier;
            }

            return;
        }
    }

    /// <summary>The newest series of the same title.</summary>
    private void FollowTitle(int index)
    {
        foreach (var earlier in Candidates(index))
        {
            if (VersionEvidence.FindTitle(series[index], series[earlier]) is not { } reason) continue;
            Link(index, earlier, "title", reason);
            return;
        }
    }

    /// <summary>Series whose patches are all among these, and, where nothing stronger was found, the likest of the same person.</summary>
    private void FollowPatches(int index)
    {
        var later = series[index];
        var (best, score) = (-1, 0.0);
        var isKnown = links[index].Count > 0;
        foreach (var earlier in Candidates(index))
        {
            if (VersionEvidence.ScoreLikeness(later, series[earlier]) is not { } found || IsFollowed(earlier, later)) continue;
            if (found.IsSameWork && !hasLater[earlier]) Link(index, earlier, "patches", VersionEvidence.DescribeLikeness(later, series[earlier], found));
            if (!isKnown && found.IsEnough && found.Score > score) (best, score) = (earlier, found.Score);
        }

        if (best >= 0) Link(index, best, "patches", VersionEvidence.DescribeLikeness(later, series[best], Likeness.Of(later, series[best])));
    }

    /// <summary>True when another series already is that version of the earlier one: then a like one is other work.</summary>
    private bool IsFollowed(int earlier, SeriesTraits later)
    {
        foreach (var other in byPerson.GetValueOrDefault(Person.Key(later.Head.From)) ?? [])
        {
            if (series[other].Version == later.Version && links[other].Exists(link => link.Earlier == earlier)) return true;
        }

        return false;
    }

    /// <summary>Earlier series of the same person, then of the same title, newest first.</summary>
    private IEnumerable<int> Candidates(int index)
    {
        var found = new SortedSet<int>();
        foreach (var name in series[index].Names.Concat(series[index].PatchTitles)) found.UnionWith((byName.GetValueOrDefault(name) ?? []).TakeLast(MostOfTitle));
        found.UnionWith((byPerson.GetValueOrDefault(Person.Key(series[index].Head.From)) ?? []).TakeLast(MostCompared));
        found.UnionWith((byPerson.GetValueOrDefault(series[index].Head.From.Key) ?? []).TakeLast(MostCompared));
        return found.Reverse();
    }

    private void Remember(int index)
    {
        foreach (var change in ChangesOf(index)) Add(byChange, change, index);
        foreach (var name in series[index].Names.Concat(series[index].PatchTitles).Distinct(StringComparer.Ordinal)) Add(byName, name, index);
        var person = Person.Key(series[index].Head.From);
        Add(byPerson, person, index);
        if (series[index].Head.From.Key is var address && address != person) Add(byPerson, address, index);
    }

    private IEnumerable<string> ChangesOf(int index) =>
        series[index].Draft.Messages.Where(member => member.ChangeId is not null).Select(member => member.ChangeId!).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

    private static void Add(Dictionary<string, List<int>> index, string key, int value)
    {
        if (!index.TryGetValue(key, out var list)) index[key] = list = [];
        list.Add(value);
    }
}
