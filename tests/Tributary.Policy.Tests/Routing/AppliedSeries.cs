using System.IO.Compression;
using System.Text.Json;
using Tributary.Mail;
using Tributary.Patches;

namespace Tributary.Policy.Tests;

/// <summary>The series of the sample mail that trees took: what routing may know of each, and the tree.</summary>
internal static class AppliedSeries
{
    /// <summary>The folder of the sample mail, or null where it is absent.</summary>
    public static string? Folder { get; } = Find();

    /// <summary>All of them, oldest first. Notices of bots are not read, and of answers only those that are older than the series.</summary>
    public static List<AppliedOne> Read()
    {
        var clusters = Close(ReadMembers()).ConvertAll(static members => (Members: members.ToDictionary(static member => member.Id), Cluster: Cluster.Build(members)));
        var places = new Dictionary<MessageId, (Dictionary<MessageId, ThreadMember> Members, Cluster Cluster, PatchSeries Series)>();
        foreach (var (members, cluster) in clusters)
        {
            foreach (var series in cluster.Series)
            {
                foreach (var id in series.Patches.Select(static patch => patch.Message).Append(series.Head)) places[id] = (members, cluster, series);
            }
        }

        using var rows = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder!, "applied-dev.json")));
        return [.. rows.RootElement.EnumerateArray().Select(row => Take(row, places)).OfType<AppliedOne>().OrderBy(static one => one.Facts.Date)];
    }

    private static AppliedOne? Take(JsonElement row, Dictionary<MessageId, (Dictionary<MessageId, ThreadMember> Members, Cluster Cluster, PatchSeries Series)> places)
    {
        if (!places.TryGetValue(new(row.GetProperty("in_reply_to").GetString()!.Trim('<', '>')), out var place)) return null;
        var (tree, branch) = (row.GetProperty("tree").GetString()!.Split('/')[^1], row.GetProperty("branch").GetString());
        var heads = place.Cluster.Series.ToDictionary(static series => series.Head);
        var answers = place.Cluster.Places.Where(static one => one.Target is not null && one.Target != one.Message).ToLookup(static one => one.Target!.Value, one => place.Members[one.Message]);
        var facts = RouteFacts.Of(
            place.Series, id => place.Members.GetValueOrDefault(id), id => answers[id],
            head => heads.TryGetValue(head, out var earlier) ? earlier.Patches.Select(static patch => patch.Message).Append(head) : []);
        return new(place.Series.Name, facts, tree == "bpf-next" && branch == "net" ? "bpf-next/net" : tree);
    }

    private static List<ThreadMember> ReadMembers()
    {
        var (members, seen) = (new List<ThreadMember>(), new HashSet<MessageId>());
        foreach (var path in Directory.GetFiles(Folder!, "mail-*.mbox.gz").Order(StringComparer.Ordinal))
        {
            using var file = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
            foreach (var raw in MboxReader.Read(file))
            {
                var message = MessageReader.Read(raw);
                var isNotice = message.Id.Value.Contains("git-patchwork-notify", StringComparison.Ordinal) || message.From.Address.StartsWith("patchwork-bot", StringComparison.Ordinal);
                if (message.Unreadable is null && !isNotice && seen.Add(message.Id)) members.Add(ThreadMember.Of(message, PatchMail.Read(message)));
            }
        }

        return members;
    }

    private static List<List<ThreadMember>> Close(List<ThreadMember> members)
    {
        var owners = new Dictionary<long, List<int>>();
        for (var index = 0; index < members.Count; index++)
        {
            foreach (var key in ClusterKeys.Of(members[index]))
            {
                if (!owners.TryGetValue(key, out var list)) owners[key] = list = [];
                list.Add(index);
            }
        }

        int[] parents = [.. Enumerable.Range(0, members.Count)];
        foreach (var (key, list) in owners)
        {
            if ((key & 1) == 0 && list.Count > ClusterKeys.TooCommon) continue;
            foreach (var index in list) parents[Root(parents, index)] = Root(parents, list[0]);
        }

        return [.. Enumerable.Range(0, members.Count).GroupBy(index => Root(parents, index)).Select(group => group.Select(index => members[index]).ToList())];
    }

    private static int Root(int[] parents, int index)
    {
        while (parents[index] != index) index = parents[index];
        return index;
    }

    private static string? Find()
    {
        var shared = Environment.GetEnvironmentVariable("TRIBUTARY_SHARED");
        for (var place = new DirectoryInfo(AppContext.BaseDirectory); shared is null && place is not null; place = place.Parent)
        {
            if (File.Exists(Path.Combine(place.FullName, "Tributary.slnx"))) shared = Path.Combine(place.Parent!.FullName, "shared");
        }

        return shared is not null && Directory.Exists(Path.Combine(shared, "corpus")) ? Path.Combine(shared, "corpus") : null;
    }
}

/// <summary>A series that a tree took.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Facts">What routing may know.</param>
/// <param name="Tree">The tree that took it.</param>
internal sealed record AppliedOne(string Name, RouteFacts Facts, string Tree)
{
    public bool IsBefore2024 => Facts.Date.Year < 2024;
}
