namespace Tributary.Patches;

/// <summary>The series that came before, found by what they have in common with one. Series go by their index, oldest first.</summary>
internal sealed class EarlierSeries(SeriesTraits[] series)
{
    /// <summary>Series of one person that a series is compared with: the newest before it.</summary>
    private const int MostOfPerson = 48;

    /// <summary>Series with a title in common that a series is compared with, for each title: the newest before it.</summary>
    private const int MostOfTitle = 4;

    /// <summary>Titles of patches that are looked up; a sweep over a hundred files is known by fewer.</summary>
    private const int MostTitles = 32;

    private readonly Dictionary<string, int> byChange = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<int>> byPerson = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<int>> byTitle = new(StringComparer.Ordinal);

    /// <summary>Adds a series to those that came before.</summary>
    public void Add(int index)
    {
        foreach (var change in ChangesOf(index)) byChange[change] = index;
        foreach (var title in TitlesOf(index)) Add(byTitle, title, index);
        foreach (var person in PersonsOf(index)) Add(byPerson, person, index);
    }

    /// <summary>The newest earlier series for each change-id of this one.</summary>
    public IEnumerable<(string Change, int Earlier)> OfChanges(int index)
    {
        foreach (var change in ChangesOf(index))
        {
            if (byChange.TryGetValue(change, out var earlier)) yield return (change, earlier);
        }
    }

    /// <summary>Earlier series of the same person or with a title in common, newest first.</summary>
    public int[] Candidates(int index)
    {
        var found = new HashSet<int>();
        foreach (var title in TitlesOf(index)) found.UnionWith(Newest(byTitle, title, MostOfTitle));
        foreach (var person in PersonsOf(index)) found.UnionWith(Newest(byPerson, person, MostOfPerson));
        int[] candidates = [.. found];
        Array.Sort(candidates, (one, other) => other.CompareTo(one));
        return candidates;
    }

    private IEnumerable<string> ChangesOf(int index) =>
        series[index].Draft.Messages.Where(member => member.ChangeId is not null).Select(member => member.ChangeId!).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

    private IEnumerable<string> TitlesOf(int index) =>
        series[index].Names.Concat(series[index].PatchTitles.Order(StringComparer.Ordinal).Take(MostTitles)).Distinct(StringComparer.Ordinal);

    /// <summary>The name and the address of who sent it: either finds the person.</summary>
    private IEnumerable<string> PersonsOf(int index) =>
        new[] { series[index].Author, series[index].Head.From.Key }.Where(key => key.Length > 0).Distinct(StringComparer.Ordinal);

    private static IEnumerable<int> Newest(Dictionary<string, List<int>> found, string key, int most) =>
        found.TryGetValue(key, out var list) ? list.TakeLast(most) : [];

    private static void Add(Dictionary<string, List<int>> lists, string key, int index)
    {
        if (!lists.TryGetValue(key, out var list)) lists[key] = list = [];
        list.Add(index);
    }
}
