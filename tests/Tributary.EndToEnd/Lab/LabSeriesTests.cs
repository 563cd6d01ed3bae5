using System.Text.Json;
using System.Text.RegularExpressions;

namespace Tributary.EndToEnd;

/// <summary>A series of our own that breaks a selftest, on a tree in which another is broken already.</summary>
[Collection("lab")]
[Trait("Speed", "all")]
[Trait("Clause", "TREE-5")]
public sealed class LabSeriesTests : IDisposable
{
    private const string Tests = "tools/testing/selftests/bpf/verifier/and.c";

    private readonly Trib _trib = new();
    private readonly Workbench _bench = new();

    public void Dispose()
    {
        _trib.Dispose();
        _bench.Dispose();
    }

    [Fact]
    public async Task Series_WhenItBreaksASelftest_ThenThatIsANewFailureAndWhatTheTreeBrokeIsNot()
    {
        if (!LabHost.IsReady()) return;
        var source = Directory.GetDirectories(Path.Combine(LabHost.Cache, "sources"), "debian-6.1*").Order(StringComparer.Ordinal).LastOrDefault();
        if (source is null) return;
        MakeTree(source);
        var mail = MakeSeries();

        _trib.Import("--list-id", "bpf.vger.kernel.org", mail);
        _trib.Run("tree", "add", "bpf-next", Path.Combine(_bench.Folder, "tree"), "--branch", "master").ShouldSucceed();
        _trib.Run("tree", "fetch").ShouldSucceed();
        var ran = _trib.Run("lab", "run", "breaks@example.org", "--tree", "bpf-next", "--kernel", LabHost.Kernel, "--suite", "test_verifier", "--json");

        ran.ExitCode.ShouldBe(1, ran.Errors + ran.Output);
        var answer = JsonDocument.Parse(ran.Output).RootElement;
        answer.GetProperty("compared").EnumerateArray().Select(test => $"{test.GetProperty("kind").GetString()} {test.GetProperty("number").GetString()} {test.GetProperty("name").GetString()}")
            .ShouldBe(["new-failure 0/p invalid and of negative number", "also-on-base 1/p invalid range check"]);
        var run = answer.GetProperty("run");
        run.GetProperty("worse").GetBoolean().ShouldBeTrue();
        Regex.IsMatch(run.GetProperty("summary").GetString()!, @"^Summary: \d+ PASSED, \d+ SKIPPED, 2 FAILED$", RegexOptions.None, TimeSpan.FromSeconds(1)).ShouldBeTrue();
        LabHost.Scratch().ShouldBeEmpty();
        await SeePagesAsync(run.GetProperty("id").GetInt64());
    }

    private async Task SeePagesAsync(long run)
    {
        using var server = _trib.Start("serve", "--urls", "http://127.0.0.1:0");
        try
        {
            var address = (await server.StandardOutput.ReadLineAsync())!.Replace("Listening on ", "", StringComparison.Ordinal).TrimEnd('/');
            using var client = new HttpClient();
            var page = await client.GetStringAsync(new Uri($"{address}/lab/runs/{run}"));
            page.ShouldContain("new failure");
            page.ShouldContain("also on base");
            (await client.GetStringAsync(new Uri($"{address}/api/1.3/patches/1/checks/"))).ShouldContain("lab-test_verifier");
        }
        finally
        {
            server.Kill();
            await server.WaitForExitAsync();
        }
    }

    // The source of Debian's kernel as far as selftests need it, with one expectation turned round.
    private void MakeTree(string source)
    {
        Directory.CreateDirectory(Path.Combine(_bench.Folder, "tree"));
        _bench.Run(".", "sh", "-c", $"cp -a '{source}/.' tree/ && rm -f tree/tools/testing/selftests/bpf/liburandom_read.so");
        TurnRound("invalid range check");
        _bench.Run("tree", "git", "init", "-q", "-b", "master");
        _bench.Run("tree", "git", "add", "-A", "-f");
        _bench.Run("tree", "git", "-c", "user.name=Ann", "-c", "user.email=ann@example.org", "commit", "-q", "-m", "The tree");
    }

    private string MakeSeries()
    {
        TurnRound("invalid and of negative number");
        var diff = _bench.Run("tree", "git", "diff");
        _bench.Run("tree", "git", "checkout", "-q", "--", ".");
        return _bench.Write("series.mbox", $"""
            From ann@example.org Mon Mar  2 12:00:00 2026
            From: Ann Author <ann@example.org>
            To: bpf@vger.kernel.org
            List-Id: <bpf.vger.kernel.org>
            Subject: [PATCH bpf-next] selftests/bpf: Expect the wrong thing
            Date: Mon, 2 Mar 2026 12:00:00 +0000
            Message-ID: <breaks@example.org>

            It breaks a test.

            Signed-off-by: Ann Author <ann@example.org>
            ---

            """.ReplaceLineEndings("\n") + diff + "-- \n2.39.5\n");
    }

    // The verdict that a test expects stands behind its name.
    private void TurnRound(string test)
    {
        var path = Path.Combine(_bench.Folder, "tree", Tests);
        var text = File.ReadAllText(path);
        var at = text.IndexOf("REJECT", text.IndexOf($"\"{test}\"", StringComparison.Ordinal), StringComparison.Ordinal);
        File.WriteAllText(path, text[..at] + "ACCEPT" + text[(at + "REJECT".Length)..]);
    }
}
