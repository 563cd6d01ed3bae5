using System.IO.Compression;
using System.Text.RegularExpressions;

namespace Tributary.Lab.Tests;

/// <summary>Consoles of real runs: their names say what happened.</summary>
[Trait("Clause", "TST-1")]
public sealed class RealConsolesTests
{
    private static readonly Dictionary<string, RunEnd> Ends = new()
    {
        ["console-hang"] = RunEnd.Hang, ["console-initexit"] = RunEnd.InitDied, ["console-kvm-nostart"] = RunEnd.NoKernel, ["console-missing-binary"] = RunEnd.MissingBinary,
        ["console-noroot"] = RunEnd.NoRoot, ["console-oom"] = RunEnd.OutOfMemory, ["console-panic"] = RunEnd.Panic, ["console-smalltests"] = RunEnd.Failed, ["console-test_maps"] = RunEnd.Passed,
        ["console-test_progs"] = RunEnd.Failed, ["console-test_verifier-priv-qemu64"] = RunEnd.Passed, ["console-test_verifier-tcg"] = RunEnd.Passed, ["console-test_verifier"] = RunEnd.Failed,
    };

    [Fact]
    public void Console_WhenItsNameSaysHowItEnded_ThenTheReportSaysTheSame()
    {
        var files = SharedFiles.List("lab/consoles", "console-*.log.gz");

        foreach (var file in files) RunReader.Read(Text(file)).End.ShouldBe(Ends[Name(file)], file);
        if (files.Length > 0) SharedFiles.Tell("lab consoles", $"{files.Length} of {files.Length}");
    }

    // An independent parse: the lines that a verdict ends, by a regular expression, and what grep would count.
    [Fact]
    public void Verifier_WhenCountedAnotherWay_ThenTheResultsAreTheSame()
    {
        foreach (var file in SharedFiles.List("lab/consoles", "*test_verifier*.log.gz"))
        {
            var text = Text(file);
            var (tests, totals) = RunReader.ReadOutput(text, "test_verifier");
            var total = totals.ShouldHaveSingleItem(file);

            (tests.Count(test => test.Verdict == TestVerdict.Passed), tests.Count(test => test.Verdict == TestVerdict.Skipped), tests.Count(test => test.Verdict == TestVerdict.Failed))
                .ShouldBe((total.Passed, total.Skipped, total.Failed), file);
            tests.Select(test => test.Number).ShouldBe(
                Regex.Matches(text, @"^#(?<number>\d+/[pu]) ", RegexOptions.Multiline, TimeSpan.FromSeconds(10)).Select(match => match.Groups["number"].Value), file);
        }
    }

    [Fact]
    public void Progs_WhenItFails_ThenWholeTestsAreWhatItsSummarySays()
    {
        foreach (var file in SharedFiles.List("lab/consoles", "console-test_progs.log.gz"))
        {
            var report = RunReader.Read(Text(file));

            // A test that was left out counts as passed there.
            (report.Count(TestVerdict.Passed) + report.Count(TestVerdict.Skipped), report.Count(TestVerdict.Failed)).ShouldBe((report.Totals[^1].Passed, report.Totals[^1].Failed));
        }
    }

    [Fact]
    public void Console_WhenBytesAreChanged_ThenItNeverThrows() => Mutate(["LAB-START id=a uname=6 cmd=x\n#1/p a OK\n[    1.000000] BUG: x\nSummary: 1 PASSED\n\u001b[0mLAB-EXIT id=a rc=1\n"], 5_000);

    [Fact]
    [Trait("Speed", "all")]
    public void Console_WhenBytesOfRealOnesAreChanged_ThenItNeverThrows() => Mutate([.. SharedFiles.List("lab/consoles", "*.gz").Select(Text).SelectMany(Windows)], 100_000);

    // Large ones in pieces, so that each change is likely to be where it matters.
    private static IEnumerable<string> Windows(string text) => text.Length < 40_000 ? [text] : [text[..20_000], text[(text.Length / 2)..(text.Length / 2 + 20_000)], text[^20_000..]];

    private static void Mutate(string[] texts, int count)
    {
        if (texts.Length == 0) return;
        var random = new Random(8);
        for (var i = 0; i < count; i++)
        {
            var text = texts[i % texts.Length].ToCharArray();
            for (var changes = random.Next(1, 30); changes > 0; changes--) text[random.Next(text.Length)] = "\n\r\u001b[]#/: 0OKLAB"[random.Next(15)];
            RunReader.Read(random.Next(6) == 0 ? text.AsSpan(random.Next(text.Length)) : text).ShouldNotBeNull();
        }
    }

    private static string Name(string file) => Path.GetFileName(file)[..^".log.gz".Length];

    private static string Text(string file)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(file), CompressionMode.Decompress));
        return reader.ReadToEnd();
    }
}
