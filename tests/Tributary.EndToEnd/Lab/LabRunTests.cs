using System.Text.Json;
using System.Text.RegularExpressions;

namespace Tributary.EndToEnd;

/// <summary>The selftests of Debian's kernel in Debian's kernel, in a real machine.</summary>
[Collection("lab")]
[Trait("Speed", "all")]
[Trait("Clause", "TST-1")]
public sealed class LabRunTests : IDisposable
{
    private readonly Trib _trib = new();

    public void Dispose() => _trib.Dispose();

    // The independent parse: what follows a number at the head of a line, up to the first verdict behind it.
    [Fact]
    public void Verifier_WhenItRuns_ThenEachTestAndTheSummaryAreWhatTheConsoleShows()
    {
        if (!LabHost.IsReady()) return;
        var console = Path.Combine(_trib.Folder, "console");

        var (status, answer, error) = LabHost.Run(_trib, "--suite", "test_verifier", "--console", console);

        status.ShouldBe(0, error);
        var run = answer!.Value.GetProperty("run");
        var text = File.ReadAllText(console);
        var summary = Regex.Match(text, @"^Summary: \d+ PASSED, \d+ SKIPPED, \d+ FAILED", RegexOptions.Multiline, TimeSpan.FromSeconds(10));
        run.GetProperty("totals")[0].GetProperty("line").GetString().ShouldBe(summary.Value);
        Verdicts(run).ShouldBe(VerdictsIn(text));
        text.ShouldContain($"LAB-START id={run.GetProperty("id").GetString()} uname={run.GetProperty("kernel").GetString()} ");
        run.GetProperty("kernel").GetString().ShouldBe(answer.Value.GetProperty("release").GetString());
        if (answer.Value.GetProperty("package").GetString() == "6.1.192-2") summary.Value.ShouldBe("Summary: 1365 PASSED, 647 SKIPPED, 0 FAILED");
        LabHost.Tell("lab test_verifier", $"{summary.Value}, by {answer.Value.GetProperty("accelerator").GetString()} in {answer.Value.GetProperty("seconds").GetDouble():0.0} s");
    }

    [Fact]
    public void Verifier_WhenAnyoneMayLoadPrograms_ThenMoreTestsRunAndTheStaleOnesFail()
    {
        if (!LabHost.IsReady()) return;

        var (status, answer, error) = LabHost.Run(_trib, "--suite", "test_verifier", "--sysctl", "kernel.unprivileged_bpf_disabled=0");

        var run = answer.ShouldNotBeNull(error).GetProperty("run");
        var counts = run.GetProperty("counts");
        counts.GetProperty("skipped").GetInt32().ShouldBe(0);
        if (answer.Value.GetProperty("package").GetString() != "6.1.192-2") return;
        status.ShouldBe(1);
        run.GetProperty("totals")[0].GetProperty("line").GetString().ShouldBe("Summary: 2006 PASSED, 0 SKIPPED, 6 FAILED");
        run.GetProperty("tests").EnumerateArray().Count(test => test.GetProperty("verdict").GetString() == "failed" && test.GetProperty("output").GetArrayLength() > 0).ShouldBe(6);
    }

    [Fact]
    public void Suite_WhenTheTreeHasNoSuchTest_ThenItIsMissing()
    {
        if (!LabHost.IsReady()) return;

        var (status, answer, _) = LabHost.Run(_trib, "--suite", "test_nonesuch");

        status.ShouldBe(1);
        LabHost.EndOf(answer).ShouldBe("missing-binary");
    }

    [Fact]
    public void Maps_WhenTheyRun_ThenTheyAreOk()
    {
        if (!LabHost.IsReady()) return;

        var (status, answer, error) = LabHost.Run(_trib, "--suite", "test_maps");

        status.ShouldBe(0, error);
        answer!.Value.GetProperty("run").GetProperty("totals")[0].GetProperty("line").GetString().ShouldNotBeNull().ShouldStartWith("test_maps: OK");
    }

    [Fact]
    public void Progs_WhenOneFilterRuns_ThenItsPartsAreTold()
    {
        if (!LabHost.IsReady()) return;

        var (status, answer, error) = LabHost.Run(_trib, "--suite", "test_progs:atomics");

        status.ShouldBe(0, error);
        var run = answer!.Value.GetProperty("run");
        run.GetProperty("totals")[0].GetProperty("line").GetString().ShouldNotBeNull().ShouldStartWith("Summary: 1/");
        run.GetProperty("tests").EnumerateArray().Select(test => test.GetProperty("name").GetString()).ShouldContain("atomics/xor");
    }

    private static List<string> Verdicts(JsonElement run) => [.. run.GetProperty("tests").EnumerateArray().Select(test => $"{test.GetProperty("number").GetString()} {test.GetProperty("verdict").GetString()}")];

    private static List<string> VerdictsIn(string console)
    {
        var found = new List<string>();
        string? open = null;
        foreach (var line in console.Split('\n'))
        {
            if (Regex.Match(line, @"^#(?<number>\d+/[pu]) ", RegexOptions.None, TimeSpan.FromSeconds(1)) is { Success: true } head) open = head.Groups["number"].Value;
            if (open is null || !Regex.IsMatch(line.TrimEnd(), @"(?:^|\s)(?:OK|FAIL|SKIP)\b[^#]*$", RegexOptions.None, TimeSpan.FromSeconds(1))) continue;
            var word = Regex.Match(line.TrimEnd(), @"(?:^|\s)(?<verdict>OK|FAIL|SKIP)\b", RegexOptions.RightToLeft, TimeSpan.FromSeconds(1)).Groups["verdict"].Value;
            found.Add($"{open} {(word == "OK" ? "passed" : word == "FAIL" ? "failed" : "skipped")}");
            open = null;
        }

        return found;
    }
}
