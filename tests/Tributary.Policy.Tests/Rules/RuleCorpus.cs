using System.IO.Compression;
using System.Text.Json;
using Tributary.Mail;
using Tributary.Patches;
using Xunit.Abstractions;

namespace Tributary.Policy.Tests;

/// <summary>The sample mail beside the repository, sorted into series; absent where there is none.</summary>
public sealed class RuleCorpus
{
    private readonly Lazy<Dictionary<MessageId, SortedSeries>> series;
    private readonly Dictionary<MessageId, SeriesPart> parts = [];

    public RuleCorpus() => series = new(Sort);

    /// <summary>The folder, or null where it is absent.</summary>
    public static string? Folder { get; } = Find();

    /// <summary>Every series by the ids of its cover letter and patches.</summary>
    public IReadOnlyDictionary<MessageId, SortedSeries> Series => series.Value;

    public static bool IsHere(ITestOutputHelper output)
    {
        if (Folder is null) output.WriteLine("NOT RUN: the sample mail is absent (TRIBUTARY_SHARED, or the folder shared beside the repository).");
        return Folder is not null;
    }

    /// <summary>The series that BPF's trees took, each once, with the tree.</summary>
    public IEnumerable<(SortedSeries Series, string Tree)> Applied()
    {
        using var rows = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder!, "corpus", "applied-dev.json")));
        var seen = new HashSet<MessageId>();
        foreach (var row in rows.RootElement.EnumerateArray())
        {
            var tree = row.GetProperty("tree").GetString()!;
            if (!tree.StartsWith("bpf/", StringComparison.Ordinal) || !Series.TryGetValue(MessageId.Parse(row.GetProperty("in_reply_to").GetString()!), out var found)) continue;
            if (seen.Add(found.Mail.Head.Id)) yield return (found, tree);
        }
    }

    private Dictionary<MessageId, SortedSeries> Sort()
    {
        var members = new List<ThreadMember>();
        foreach (var path in Directory.GetFiles(Path.Combine(Folder!, "corpus"), "mail-*.mbox.gz").Order(StringComparer.Ordinal))
        {
            using var stream = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
            foreach (var raw in MboxReader.Read(stream))
            {
                var message = MessageReader.Read(raw);
                if (message.Unreadable is not null || message.From.Address.StartsWith("patchwork-bot", StringComparison.Ordinal)) continue;
                if (parts.TryAdd(message.Id, SeriesPart.Read(message))) members.Add(ThreadMember.Of(message, parts[message.Id].Mail));
            }
        }

        return Close(members).SelectMany(cluster => SeriesSorting.Sort([.. cluster.Select(member => parts[member.Id])]))
            .SelectMany(sorted => sorted.Mail.Letters.Select(letter => (letter.Id, sorted))).DistinctBy(pair => pair.Id).ToDictionary(pair => pair.Id, pair => pair.sorted);
    }

    private static IEnumerable<List<ThreadMember>> Close(List<ThreadMember> members)
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
        foreach (var (key, list) in sharers.Where(pair => (pair.Key & 1) != 0 || pair.Value.Count <= ClusterKeys.TooCommon))
        {
            foreach (var index in list) parents[Root(parents, index)] = Root(parents, list[0]);
        }

        return Enumerable.Range(0, members.Count).GroupBy(index => Root(parents, index)).Select(group => group.Select(index => members[index]).ToList());
    }

    private static int Root(int[] parents, int index)
    {
        while (parents[index] != index) index = parents[index] = parents[parents[index]];
        return index;
    }

    private static string? Find()
    {
        var folder = Environment.GetEnvironmentVariable("TRIBUTARY_SHARED");
        for (var place = new DirectoryInfo(AppContext.BaseDirectory); folder is null && place is not null; place = place.Parent)
        {
            if (File.Exists(Path.Combine(place.FullName, "Tributary.slnx"))) folder = Path.Combine(place.Parent!.FullName, "shared");
        }

        return folder is not null && Directory.Exists(Path.Combine(folder, "corpus")) ? folder : null;
    }
}
