namespace Tributary.Patches.Tests;

/// <summary>The clusters of a set of members by their keys, as the import finds them.</summary>
internal static class Clusters
{
    /// <summary>The transitive closure over the keys; soft keys that are too common join nobody.</summary>
    public static List<List<ThreadMember>> Close(IReadOnlyList<ThreadMember> members)
    {
        var sharers = new Dictionary<long, List<int>>();
        for (var index = 0; index < members.Count; index++)
        {
            foreach (var key in ClusterKeys.Of(members[index]))
            {
                if (!sharers.TryGetValue(key, out var list)) sharers[key] = list = [];
                list.Add(index);
            }
        }

        int[] parents = [.. Enumerable.Range(0, members.Count)];
        foreach (var (key, list) in sharers)
        {
            if ((key & 1) == 0 && list.Count > ClusterKeys.TooCommon) continue;
            foreach (var index in list) parents[Find(parents, index)] = Find(parents, list[0]);
        }

        return [.. Enumerable.Range(0, members.Count).GroupBy(index => Find(parents, index)).Select(group => group.Select(index => members[index]).ToList())];
    }

    /// <summary>The clusters built.</summary>
    public static List<Cluster> Build(IReadOnlyList<ThreadMember> members) => [.. Close(members).Select(Cluster.Build)];

    /// <summary>A cluster in words, to compare two: records that hold arrays are never equal.</summary>
    public static string Describe(Cluster cluster) => string.Join('\n', cluster.Series.Select(Describe).Concat(cluster.Places.Select(place => place.ToString())));

    private static string Describe(PatchSeries series) => string.Join(
        " | ", series.Head, series.Cover, series.Version, series.Total, series.IsComplete, series.Name, series.Submitter, series.Date, series.LastActivity,
        series.SupersededBy, string.Join(',', series.Tags), string.Join(',', series.Earlier),
        string.Join(',', series.Patches.Select(patch => $"{patch.Number} {patch.Message} {patch.ReplacedBy} {string.Join(';', patch.Tags)}")));

    private static int Find(int[] parents, int index)
    {
        while (parents[index] != index)
        {
            parents[index] = parents[parents[index]];
            index = parents[index];
        }

        return index;
    }
}
