using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Xunit.Abstractions;

namespace Tributary.EndToEnd;

/// <summary>The sample mail through the built program: import, and what the list of series says.</summary>
public sealed class SampleMailTests(ITestOutputHelper output)
{
    [Fact]
    [Trait("Speed", "slow")]
    public void Mailboxes_WhenImported_ThenCountsAndSeriesAreAsExpected()
    {
        if (Trib.FindShared() is not { } shared) return;
        using var expected = JsonDocument.Parse(File.ReadAllText(Path.Combine(shared, "mailboxes", "expected.json")));
        var wrong = new List<string>();
        foreach (var box in expected.RootElement.EnumerateObject())
        {
            using var trib = new Trib();
            var counts = trib.Import(Path.Combine(shared, "mailboxes", box.Name));
            var series = SeriesLine.List(trib);
            var found = new Dictionary<string, string>
            {
                ["counts"] = JsonSerializer.Serialize<long[]>([counts.Covers, counts.Patches, counts.Comments]),
                ["series"] = JsonSerializer.Serialize(series.Select(static one => one.Patches.Length)),
                ["covers"] = JsonSerializer.Serialize(series.Select(static one => one.Cover is null ? 0 : 1)),
                ["complete"] = JsonSerializer.Serialize(series.Select(static one => one.Complete)),
                ["names"] = JsonSerializer.Serialize(series.Select(static one => one.Name)),
            };
            wrong.AddRange(box.Value.EnumerateObject()
                .Where(property => found.TryGetValue(property.Name, out var value) && value != JsonSerializer.Serialize(property.Value))
                .Select(property => $"{box.Name}: {property.Name} {found[property.Name]} instead of {property.Value}"));
        }

        wrong.ShouldBeEmpty();
    }

    [Fact]
    [Trait("Speed", "all")]
    public void Corpus_WhenImported_ThenAppliedSeriesAndLineageAreFound()
    {
        if (Trib.FindShared() is not { } shared) return;
        using var trib = new Trib();
        trib.Import([.. Directory.GetFiles(Path.Combine(shared, "corpus"), "mail-*.mbox.gz").Order(StringComparer.Ordinal).Select(file => WithoutNotices(trib, file))]);
        var series = SeriesLine.List(trib);
        var byMessage = new Dictionary<string, SeriesLine>();
        foreach (var one in series)
        {
            byMessage.TryAdd(one.Head, one);
            foreach (var patch in one.Patches) byMessage.TryAdd(patch.MessageId, one);
        }

        var patches = series.SelectMany(static one => one.Patches.Select(patch => (patch.Title, Series: one))).ToLookup(static pair => pair.Title, static pair => pair.Series);
        var applied = Rows(shared, "applied-dev.json");
        var right = applied.Count(row => IsWhole(row, byMessage, patches));
        var lineage = Rows(shared, "lineage-dev.json");
        var linked = lineage.Count(row => byMessage.TryGetValue(row.GetProperty("later").GetString()!, out var later)
            && byMessage.TryGetValue(row.GetProperty("earlier").GetString()!, out var earlier) && later.Earlier.Contains(earlier.Head));

        output.WriteLine($"applied: {right} of {applied.Length}");
        output.WriteLine($"lineage: {linked} of {lineage.Length}");
        right.ShouldBe(applied.Length);
        ((double)linked / lineage.Length).ShouldBeGreaterThanOrEqualTo(0.98);
    }

    private bool IsWhole(JsonElement row, Dictionary<string, SeriesLine> byMessage, ILookup<string, SeriesLine> patches)
    {
        if (!byMessage.TryGetValue(row.GetProperty("in_reply_to").GetString()!.Trim('<', '>'), out var found)) return false;
        var titles = found.Patches.Select(static patch => patch.Title).ToHashSet();
        var held = row.GetProperty("patches").EnumerateArray().Select(static patch => PatchLine.Bare(patch.GetProperty("title").GetString()!))
            .Where(title => patches[title].Any(other => other.Version == found.Version && (other.Date - found.Date).Duration() < TimeSpan.FromDays(1))).ToHashSet();
        if (titles.SetEquals(held)) return true;
        output.WriteLine($"{found.Head}: {string.Join(", ", titles)} instead of {string.Join(", ", held)}");
        return false;
    }

    private static JsonElement[] Rows(string shared, string name) =>
        [.. JsonDocument.Parse(File.ReadAllText(Path.Combine(shared, "corpus", name))).RootElement.EnumerateArray()];

    /// <summary>The notices of the bot name what was applied: they are taken out, so that the mail itself has to tell.</summary>
    private static string WithoutNotices(Trib trib, string file)
    {
        var path = Path.Combine(trib.Folder, Path.GetFileNameWithoutExtension(file));
        using var mails = new StreamReader(new GZipStream(File.OpenRead(file), CompressionMode.Decompress), Encoding.Latin1);
        using var kept = new StreamWriter(path, append: false, Encoding.Latin1) { NewLine = "\n" };
        var mail = new StringBuilder();
        while (mails.ReadLine() is { } line)
        {
            if (line.StartsWith("From ", StringComparison.Ordinal)) Keep();
            mail.Append(line).Append('\n');
        }

        Keep();
        return path;

        void Keep()
        {
            var text = mail.ToString();
            if (!IsNotice(text)) kept.Write(text);
            mail.Clear();
        }
    }

    private static bool IsNotice(string mail) => mail.Split('\n').TakeWhile(static line => line.Length > 0)
        .Any(static line => line.StartsWith("Message-Id:", StringComparison.OrdinalIgnoreCase) && line.Contains("git-patchwork-notify@", StringComparison.Ordinal));
}
