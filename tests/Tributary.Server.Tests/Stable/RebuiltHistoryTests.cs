using System.Collections.Immutable;
using System.Globalization;
using System.IO.Compression;
using Shouldly;
using Tributary.Mail;
using Tributary.Patches;
using Tributary.Workflow;
using Xunit.Abstractions;

namespace Tributary.Server.Tests;

[Trait("Clause", "STB-1")]
[Trait("Speed", "all")]
public sealed class RebuiltHistoryTests(ITestOutputHelper output)
{
    private const int Lookalikes = 200;
    private static readonly string Filler = string.Concat(Enumerable.Range(0, 20).Select(static line => $"wholly other line {line.ToString(CultureInfo.InvariantCulture)}\n"));

    // Mainline and the branches are rebuilt from stable's patches: what one mail brings is mainline's commit, the mails of all branches are the backports, without
    // their statements, every second one under another title.
    [Fact]
    public async Task Backports_WhenStatementsAndHalfOfTheTitlesAreGone_ThenNearlyAllAreFoundAndNoLookalikeIs()
    {
        if (Read() is not { } patches) return;
        using var history = new TestHistory();
        var upstream = patches.GroupBy(static one => one.Upstream).Select(static group => group.MaxBy(static one => Version.Parse(one.Branch))!).ToArray();
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        history.Commit("mainline", "start");
        history.Tag("mainline", "v1.0");
        foreach (var branch in patches.Select(static one => one.Branch).Append("9.9").Distinct()) history.Begin(branch, history.Tip("mainline"));
        for (var i = 0; i < upstream.Length; i++) names[upstream[i].Upstream] = Add(history, "mainline", upstream[i], i, upstream[i].Title, 1_500_000_000 + i);
        var wanted = new List<(string Commit, string Branch, string Backport)>();
        for (var i = 0; i < patches.Length; i++)
        {
            var at = Array.FindIndex(upstream, one => one.Upstream == patches[i].Upstream);
            var title = i % 2 == 0 ? patches[i].Title : $"stable: backport number {i.ToString(CultureInfo.InvariantCulture)}";
            wanted.Add((names[patches[i].Upstream], patches[i].Branch, Add(history, patches[i].Branch, patches[i], at, title, 1_600_000_000 + i)));
        }

        for (var i = 0; i < Lookalikes; i++) AddLookalike(history, upstream[i % upstream.Length], i);
        var (found, wrong) = await CompareAsync(history, wanted, names.Values);
        Figure.Tell("stable rebuilt", $"{found} of {wanted.Count}, {wrong} false of {Lookalikes} look-alikes");
        output.WriteLine($"{found} of {wanted.Count}, {wrong} false");
        wrong.ShouldBe(0);
        found.ShouldBeGreaterThanOrEqualTo((int)(wanted.Count * 0.9));
    }

    private async Task<(int Found, int Wrong)> CompareAsync(TestHistory history, List<(string Commit, string Branch, string Backport)> wanted, IEnumerable<string> commits)
    {
        await history.Index.UpdateAsync("linux-*.y", CancellationToken.None);
        using var index = history.Index.Open()!;
        var search = new StableSearch(index, history.Repository, ImmutableDictionary<string, string>.Empty);
        var answers = (await search.FindAsync([.. commits.SelectMany(name => search.List(name))], CancellationToken.None)).ToDictionary(static one => one.Commit.Id.Hex);
        var backports = wanted.Select(static one => one.Backport).ToHashSet(StringComparer.Ordinal);
        foreach (var one in wanted.Where(one => Has(answers[one.Commit], one.Branch) is null)) output.WriteLine($"missed {one.Branch} {answers[one.Commit].Commit.Title}");
        var all = answers.Values.SelectMany(static answer => answer.Branches).Select(static branch => branch.There?.Commit.Id.Hex).OfType<string>();
        return (wanted.Count(one => Has(answers[one.Commit], one.Branch) is not null), all.Count(commit => !backports.Contains(commit)));
    }

    private static Sighting? Has(Whereabouts where, string branch) => where.Branches.Single(one => one.Branch.Short == branch).There;

    private static string Add(TestHistory history, string branch, StablePatch patch, int number, string title, long at)
    {
        var files = RebuiltFile.Of(patch.Diff)!;
        history.Commit(branch, $"prepare {branch} {number.ToString(CultureInfo.InvariantCulture)}", files: [.. files.Where(static file => file.Before is not null).Select(file => ($"x{number.ToString(CultureInfo.InvariantCulture)}/{file.Path}", file.Before!))]);
        return history.Commit(branch, title, "Text.", [.. files.Select(file => ($"x{number.ToString(CultureInfo.InvariantCulture)}/{file.Path}", file.After ?? ""))], patch.Author, at);
    }

    private static void AddLookalike(TestHistory history, StablePatch patch, int number)
    {
        var path = $"other{number.ToString(CultureInfo.InvariantCulture)}/a.c";
        var file = RebuiltFile.Of(patch.Diff)![0];
        switch (number % 4)
        {
            case 0: // The same title and author, another change.
                history.Commit("9.9", patch.Title, files: [(path, Filler)], author: patch.Author);
                break;
            case 1: // The same title by somebody else.
                history.Commit("9.9", patch.Title, files: [(path, file.After ?? Filler)], author: "Some Body <somebody@example.org>");
                break;
            case 2: // The same change to another file.
                history.Commit("9.9", $"prepare {path}", files: [(path, file.Before ?? Filler)]);
                history.Commit("9.9", $"look: {number.ToString(CultureInfo.InvariantCulture)}", files: [(path, file.After ?? "")], author: patch.Author);
                break;
            default: // All of it, and it says that it brings another commit.
                history.Commit("9.9", patch.Title, $"commit {new string('a', 40)} upstream.", [(path, file.After ?? Filler)], patch.Author);
                break;
        }
    }

    private static StablePatch[]? Read()
    {
        if (SharedFiles.Find("corpus/applied-dev.json") is not { } known) return null;
        var found = new List<StablePatch>();
        foreach (var path in Directory.GetFiles(Path.GetDirectoryName(known)!, "mail-*.mbox.gz").Order(StringComparer.Ordinal))
        {
            using var stream = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
            foreach (var raw in MboxReader.Read(stream))
            {
                if (StableMail.Read(MessageReader.Read(raw)) is not { Mail.Diff: { } diff, Branches: [var branch, ..], Upstream: [{ Length: 40 } commit, ..] } mail || RebuiltFile.Of(diff) is not { Length: > 0 }) continue;
                found.Add(new(branch, commit, mail.Title, $"{mail.Mail.Author.Name.Replace("<", "", StringComparison.Ordinal)} <{mail.Mail.Author.Address}>", diff));
            }
        }

        return [.. found.DistinctBy(static one => (one.Branch, one.Upstream))];
    }

    private sealed record StablePatch(string Branch, string Upstream, string Title, string Author, string Diff);
}
