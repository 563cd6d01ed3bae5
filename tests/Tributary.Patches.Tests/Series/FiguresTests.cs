using System.Text.Json;
using Tributary.Mail;
using Xunit.Abstractions;

namespace Tributary.Patches.Tests;

/// <summary>How much of what is known of the sample mail is found. The bounds are those asked for, not those reached.</summary>
[Trait("Speed", "slow")]
public sealed class FiguresTests(Corpus corpus, ITestOutputHelper output) : IClassFixture<Corpus>
{
    [Fact]
    public void Applied_WhenAllMailIsIn_ThenEachSeriesHasThePatchesThatWereApplied()
    {
        if (!Corpus.IsHere(output)) return;
        var clusters = Clusters.Build(corpus.Members);
        var members = corpus.Members.DistinctBy(member => member.Id).ToDictionary(member => member.Id);
        var patches = corpus.Members.Where(member => member.Kind == MailKind.Patch).ToLookup(member => Bare(member.Subject.Title));
        var series = ByMessage(clusters);
        var (right, rows) = (0, 0);
        foreach (var row in Corpus.Rows("applied-dev.json"))
        {
            rows++;
            var head = new MessageId(row.GetProperty("in_reply_to").GetString()!.Trim('<', '>'));
            var expected = row.GetProperty("patches").EnumerateArray().Select(patch => Bare(patch.GetProperty("title").GetString()!)).ToHashSet(StringComparer.Ordinal);
            if (!series.TryGetValue(head, out var found)) continue;
            var titles = found.Patches.Select(patch => Bare(members[patch.Message].Subject.Title)).ToHashSet(StringComparer.Ordinal);
            var held = expected.Where(title => patches[title].Any(patch => IsOfSending(patch, found))).ToHashSet(StringComparer.Ordinal);
            if (titles.SetEquals(held)) right++;
            else output.WriteLine($"{head}: {string.Join(", ", titles)} instead of {string.Join(", ", held)}");
        }

        output.WriteLine($"applied: {right} of {rows}");
        Figure.Tell("applied series", $"{right} of {rows}");
        right.ShouldBe(rows);
    }

    [Fact]
    public void Lineage_WhenAllEvidenceIsThere_ThenNearlyAllIsFound() => Measure("lineage", corpus, member => member, atLeast: 0.98);

    [Fact]
    public void Lineage_WhenNobodyLinksToOlderVersions_ThenMostIsFound() =>
        Measure("lineage without links", corpus, member => member with { Links = [] }, atLeast: 0.95);

    [Fact]
    public void Lineage_WhenThereAreNoChangeIdsEither_ThenMostIsFound() =>
        Measure("lineage without links and change-ids", corpus, member => member with { Links = [], ChangeId = null }, atLeast: 0.95);

    [Fact]
    public void Clusters_WhenAllMailIsIn_ThenAreSmall()
    {
        if (!Corpus.IsHere(output)) return;
        var sizes = Clusters.Close(corpus.Members).Select(cluster => cluster.Count).OrderDescending().ToList();

        output.WriteLine($"clusters: {sizes.Count}, the largest {string.Join(' ', sizes.Take(5))}, "
            + $"{corpus.Members.Average(member => ClusterKeys.Of(member).Length):F1} keys a message");
        sizes[0].ShouldBeLessThan(corpus.Members.Count / 10);
        corpus.Members.Average(member => ClusterKeys.Of(member).Length).ShouldBeLessThan(6);
    }

    private void Measure(string name, Corpus mail, Func<ThreadMember, ThreadMember> change, double atLeast)
    {
        if (!Corpus.IsHere(output)) return;
        var series = ByMessage(Clusters.Build([.. mail.Members.Select(change)]));
        var rows = Corpus.Rows("lineage-dev.json").ToList();
        var found = rows.Count(row => series.TryGetValue(Id(row, "later"), out var later) && series.TryGetValue(Id(row, "earlier"), out var earlier)
            && later.Earlier.Any(version => version.Head == earlier.Head));

        output.WriteLine($"{name}: {found} of {rows.Count} ({100.0 * found / rows.Count:F1} %)");
        Figure.Tell(name, $"{found} of {rows.Count} ({100.0 * found / rows.Count:F1} %)");
        ((double)found / rows.Count).ShouldBeGreaterThanOrEqualTo(atLeast);
    }

    private static bool IsOfSending(ThreadMember patch, PatchSeries series) =>
        patch.Subject.Version == series.Version && (patch.Date - series.Date).Duration() < TimeSpan.FromDays(1);

    private static Dictionary<MessageId, PatchSeries> ByMessage(List<Cluster> clusters)
    {
        var series = new Dictionary<MessageId, PatchSeries>();
        foreach (var one in clusters.SelectMany(cluster => cluster.Series))
        {
            series[one.Head] = one;
            foreach (var patch in one.Patches) series[patch.Message] = one;
        }

        return series;
    }

    private static MessageId Id(JsonElement row, string name) => new(row.GetProperty(name).GetString()!);

    /// <summary>A title without brackets, case and punctuation: the bot folds and prefixes titles.</summary>
    private static string Bare(string title)
    {
        var rest = title.Trim();
        while (rest.StartsWith('[') && rest.IndexOf(']', StringComparison.Ordinal) is > 0 and var end) rest = rest[(end + 1)..].Trim();
        return string.Concat(rest.ToLowerInvariant().Where(char.IsLetterOrDigit));
    }
}
