using System.Text.Json;
using Xunit.Abstractions;

namespace Tributary.Patches.Tests;

/// <summary>The small mailboxes beside the repository, each with one way in which people send series.</summary>
public sealed class MailboxesTests(ITestOutputHelper output)
{
    [Fact]
    public void Mailboxes_WhenRead_ThenAllSeriesAreAsExpected()
    {
        if (!Corpus.IsHere(output)) return;
        using var expected = JsonDocument.Parse(File.ReadAllText(Path.Combine(Corpus.Folder!, "mailboxes", "expected.json")));
        var wrong = expected.RootElement.EnumerateObject().Where(box => box.Name.StartsWith("series/", StringComparison.Ordinal))
            .SelectMany(box => Differences(box.Name, box.Value)).ToList();

        wrong.ShouldBeEmpty();
    }

    private static IEnumerable<string> Differences(string name, JsonElement expected)
    {
        var members = Corpus.Read(Path.Combine(Corpus.Folder!, "mailboxes", name)).ToList();
        var clusters = Clusters.Build(members);
        var series = clusters.SelectMany(cluster => cluster.Series).OrderBy(one => one.Date).ThenBy(one => one.Head).ToList();
        int[] counts = [
            members.Count(member => member.Kind == MailKind.CoverLetter), members.Count(member => member.Kind == MailKind.Patch),
            clusters.Sum(cluster => cluster.Places.Count(place => place.Target is { } target && target != place.Message))];
        var found = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["counts"] = JsonSerializer.Serialize(counts),
            ["series"] = JsonSerializer.Serialize(series.Select(one => one.Patches.Length)),
            ["covers"] = JsonSerializer.Serialize(series.Select(one => one.Cover is null ? 0 : 1)),
            ["complete"] = JsonSerializer.Serialize(series.Select(one => one.IsComplete)),
            ["names"] = JsonSerializer.Serialize(series.Select(one => one.Name)),
        };
        foreach (var property in expected.EnumerateObject())
        {
            var wanted = JsonSerializer.Serialize(property.Value);
            if (found[property.Name] != wanted) yield return $"{name}: {property.Name} {found[property.Name]} instead of {wanted}";
        }
    }
}
