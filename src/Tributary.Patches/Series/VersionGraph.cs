using System.Collections.Immutable;

namespace Tributary.Patches;

/// <summary>The versions of all series of a cluster (PFX-4), respins of single patches among them (PFX-5). Series go by their index, oldest first; links lead to smaller ones.</summary>
/// <param name="links">The direct links of each series.</param>
/// <param name="replacedIn">Of a series that only replaces single patches, the one whose patches they are.</param>
/// <param name="words">What persons said of versions.</param>
internal sealed class VersionGraph(List<VersionLink>[] links, int?[] replacedIn, VersionWords words)
{
    /// <summary>The series whose single patches this one replaces; null for one that stands for the whole.</summary>
    public int? ReplacedIn(int index) => replacedIn[index];

    /// <summary>Of each series the newest later version that stands for the whole of it, or null.</summary>
    public int?[] FindNewest()
    {
        var newest = new int?[links.Length];
        for (var later = links.Length - 1; later >= 0; later--)
        {
            foreach (var link in links[later])
            {
                var successor = newest[later] ?? (replacedIn[later] is null ? later : null);
                if (successor is { } cut && words.AreCut(cut, link.Earlier)) successor = replacedIn[later] is null ? later : null;
                if (successor is { } found && found > (newest[link.Earlier] ?? -1)) newest[link.Earlier] = found;
            }
        }

        return newest;
    }

    /// <summary>All earlier versions of a series, through each other, newest first.</summary>
    public ImmutableArray<EarlierVersion> ListEarlier(int index, SeriesTraits[] series)
    {
        var waiting = new PriorityQueue<(VersionLink Link, int Via), int>();
        var seen = new HashSet<int> { index };
        var earlier = ImmutableArray.CreateBuilder<EarlierVersion>();
        AddLinks(index);
        while (earlier.Count < PatchSeries.MostEarlier && waiting.TryDequeue(out var next, out _))
        {
            var (link, via) = next;
            var reason = via == index ? link.Reason : $"Through {series[via].Label}: {link.Reason}";
            earlier.Add(new(series[link.Earlier].Head.Id, link.Evidence, reason));
            AddLinks(link.Earlier);
        }

        return earlier.ToImmutable();

        void AddLinks(int via)
        {
            foreach (var link in links[via])
            {
                if (!words.AreCut(index, link.Earlier) && seen.Add(link.Earlier)) waiting.Enqueue((link, via), -link.Earlier);
            }
        }
    }
}
