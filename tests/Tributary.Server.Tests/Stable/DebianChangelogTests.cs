using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Shouldly;
using Tributary.Git;
using Tributary.Patches;
using Tributary.Workflow;
using Xunit.Abstractions;

namespace Tributary.Server.Tests;

/// <summary>The titles of a real stable branch, with their reverts, as a history that states no upstream commit: are they found, since the right release, and is what was taken back?</summary>
[Trait("Clause", "STB-1")]
[Trait("Speed", "all")]
public sealed class DebianChangelogTests(ITestOutputHelper output) : IDisposable
{
    private const string Changelog = "/usr/share/doc/linux-source-6.1/changelog.Debian.gz";
    private const int Every = 20;
    private readonly string root = Directory.CreateTempSubdirectory("tributary-changelog-").FullName;

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Fact]
    public async Task Titles_WhenTheyAreAllThatIsKnown_ThenEveryOneIsFoundAndEveryRevertIsSeen()
    {
        if (!File.Exists(Changelog))
        {
            output.WriteLine($"skipped: no {Changelog}; the package linux-source-6.1 has it");
            return;
        }

        var titles = DebianChangelog.Read(Changelog, "6.1");
        titles.Count.ShouldBeGreaterThan(20_000);
        var repository = await MakeAsync(titles);
        await new StableIndex(repository).UpdateAsync("linux-*.y", CancellationToken.None);
        using var index = new StableIndex(repository).Open()!;
        var search = new StableSearch(index, repository, ImmutableDictionary<string, string>.Empty);
        var truth = Truth(titles);
        var asked = truth.Where((one, at) => at % Every == 0 || one.Value.WasReverted).ToImmutableArray();
        var (right, wrong) = (0, new List<string>());
        foreach (var part in asked.Chunk(500))
        {
            var commits = part.ToDictionary(one => search.List(one.Value.Title).Single(), static one => one.Value);
            foreach (var where in await search.FindAsync([.. commits.Keys], CancellationToken.None))
            {
                var expected = commits[where.Commit];
                var answer = where.Branches.Single();
                var isRight = answer.Standing == (expected.IsThere ? BranchStanding.There : BranchStanding.Reverted) && (answer.There?.Release == $"v6.1.{expected.Since}" || expected.WasReverted);
                if (isRight) right++;
                else wrong.Add($"{answer.Standing} {answer.There?.Release}, not {expected}");
            }
        }

        foreach (var line in wrong.Take(20)) output.WriteLine(line);
        output.WriteLine($"{titles.Count} titles, {truth.Count(static one => one.Value.WasReverted)} taken back at some time; right {right} of {asked.Length}");
        wrong.ShouldBeEmpty();
    }

    // What a reader of the list makes of it: a title brings its change, a revert of a title takes it back if it was there.
    private static Dictionary<long, Standing> Truth(IReadOnlyList<(int Release, string Title)> titles)
    {
        var truth = new Dictionary<long, Standing>();
        foreach (var (release, title) in titles)
        {
            var (inner, depth) = (title, 0);
            for (; Reverted(inner) is { } more; depth++) inner = more;
            var key = CommitText.TitleKey(inner);
            if (truth.TryGetValue(key, out var before)) truth[key] = before with { IsThere = depth % 2 == 0, WasReverted = before.WasReverted || depth > 0 };
            else if (depth == 0) truth[key] = new(title, release, IsThere: true, WasReverted: false);
        }

        return truth;
    }

    private static string? Reverted(string title) =>
        title.StartsWith("Revert \"", StringComparison.Ordinal) ? title["Revert \"".Length..] is var inner && inner.LastIndexOf('"') is > 0 and var close ? inner[..close] : title["Revert \"".Length..] : null;

    private async Task<string> MakeAsync(IReadOnlyList<(int Release, string Title)> titles)
    {
        var repository = Path.Combine(root, "linux.git");
        (await GitProgram.RunAsync(null, ["init", "--quiet", "--bare", repository], CancellationToken.None)).OrThrow("init");
        var script = new StringBuilder();
        var (mark, count) = (0, 0);
        // Each branch changes other lines, so that the title is all that they share.
        void Commit(string branch, string title, int at, int? from)
        {
            mark++;
            var message = title + "\n\nSigned-off-by: A Author <a@example.org>\n";
            script.Append(CultureInfo.InvariantCulture, $"commit {branch}\nmark :{mark}\nauthor A Author <a@example.org> {1_600_000_000 + at} +0000\ncommitter C <c@example.org> {1_700_000_000 + mark} +0000\ndata {Encoding.UTF8.GetByteCount(message)}\n{message}");
            if (from is { } parent) script.Append(CultureInfo.InvariantCulture, $"from :{parent}\n");
            script.Append(CultureInfo.InvariantCulture, $"M 100644 inline {branch[^6..].Replace('/', '-')}{mark % 50}\ndata {mark.ToString(CultureInfo.InvariantCulture).Length}\n{mark}\n\n");
        }

        void Tag(string tree, string name) => script.Append(CultureInfo.InvariantCulture, $"reset refs/tree-tags/{tree}/{name}\nfrom :{mark}\n\n");
        Commit("refs/trees/mainline", "Linux 6.1", 0, null);
        Tag("mainline", "v6.1");
        var written = new Dictionary<long, int>();
        foreach (var (_, title) in titles)
        {
            if (Reverted(title) is null && written.TryAdd(CommitText.TitleKey(title), ++count)) Commit("refs/trees/mainline", title, count, null);
        }

        var (last, from) = (0, (int?)1);
        foreach (var (release, title) in titles)
        {
            if (release != last && last > 0) Tag("stable", $"v6.1.{last}");
            Commit("refs/trees/stable+linux-6.1.y", title, written.GetValueOrDefault(CommitText.TitleKey(title)), from);
            (last, from) = (release, null);
        }

        Tag("stable", $"v6.1.{last}");
        script.Append("done\n");
        (await GitProgram.RunAsync(repository, ["fast-import", "--quiet", "--done", "--force"], CancellationToken.None, Encoding.UTF8.GetBytes(script.ToString()))).OrThrow("fast-import");
        return repository;
    }

    private sealed record Standing(string Title, int Since, bool IsThere, bool WasReverted);
}
