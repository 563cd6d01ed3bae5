using System.IO.Compression;

namespace Tributary.Lab.Tests;

/// <summary>Real consoles as other machines would have shown them: what they tell stays, or changes as what was done to them says.</summary>
[Trait("Clause", "TST-1")]
public sealed class ConsoleVariationTests
{
    [Fact]
    public void Console_WhenItHasOtherLineEnds_ThenItTellsTheSame() => Same(static text => text.Replace("\r\n", "\n", StringComparison.Ordinal));

    [Fact]
    public void Console_WhenTheKernelSpeaksBetweenLines_ThenItTellsTheSame() => Same(static text =>
    {
        // Where no kernel began none can speak.
        if (RunReader.Read(text).End == RunEnd.NoKernel) return text;
        var lines = text.Split('\n');
        return string.Join('\n', lines.SelectMany(static (line, at) => at % 7 == 3 ? (string[])[line, "[  123.456789] random: crng init done\r"] : [line]));
    });

    [Fact]
    public void Console_WhenTheKernelSpeaksBeforeAVerdict_ThenItTellsTheSame() => Same(static text =>
        text.Replace(" OK\r\n", " [  123.456789] random: crng init done\r\nOK\r\n", StringComparison.Ordinal), "verifier");

    [Fact]
    public void Console_WhenItsNonceIsAnother_ThenItTellsTheSame() => Same(static text => RunReader.Read(text).Id is { Length: > 0 } id ? text.Replace(id, "feedfacecafebeef", StringComparison.Ordinal) : text);

    [Fact]
    public void Console_WhenTimesAreLong_ThenItTellsTheSame() => Same(static text => text.Replace("[    ", "[12345", StringComparison.Ordinal));

    [Fact]
    public void Console_WhenTheKernelNamesItsCallers_ThenItTellsTheSame() => Same(static text => text.WithTimes(static time => time + "[    T1]"));

    [Fact]
    public void Console_WhenTheKernelWritesItsLevels_ThenItTellsTheSame() => Same(static text => text.WithTimes(static time => "<6>" + time));

    [Fact]
    public void Console_WhenVerdictsAreColoured_ThenItTellsTheSame() => Same(static text => text
        .Replace(" OK\r\n", " \u001b[1;32mOK\u001b[0m\r\n", StringComparison.Ordinal).Replace(":FAIL\r\n", ":\u001b[31mFAIL\u001b(B\u001b[m\r\n", StringComparison.Ordinal).Replace("Summary:", "\u001b]0;done\aSummary:", StringComparison.Ordinal));

    [Fact]
    public void Console_WhenAProgressWritesOverItself_ThenItTellsTheSame() => Same(static text => text.Replace("\n#", "\n 10%\r 50%\r#", StringComparison.Ordinal));

    [Fact]
    public void Console_WhenLinesEndTwice_ThenItTellsTheSame() => Same(static text => text.Replace("\r\n", "\r\r\n", StringComparison.Ordinal));

    [Fact]
    public void Console_WhenItIsCutBeforeTheEnd_ThenItHungAndWhatWasToldStays()
    {
        foreach (var (name, text) in Consoles("verifier"))
        {
            var whole = RunReader.Read(text);
            var cut = text[..(text.Length / 2)];

            var report = RunReader.Read(cut);

            report.End.ShouldBe(RunEnd.Hang, name);
            report.Tests.Length.ShouldBeGreaterThan(100, name);
            report.Tests[..^2].Select(test => (test.Key, test.Verdict)).ShouldBe(whole.Tests[..(report.Tests.Length - 2)].Select(test => (test.Key, test.Verdict)), name);
        }
    }

    [Theory]
    [InlineData("Kernel panic - not syncing: Fatal exception", RunEnd.Panic)]
    [InlineData("Kernel panic - not syncing: hung_task: blocked tasks", RunEnd.Panic)]
    [InlineData("Kernel panic - not syncing: softlockup: hung tasks", RunEnd.Panic)]
    [InlineData("Kernel panic - not syncing: System is deadlocked on memory", RunEnd.OutOfMemory)]
    [InlineData("Kernel panic - not syncing: Out of memory: system-wide panic_on_oom is enabled", RunEnd.OutOfMemory)]
    [InlineData("Kernel panic - not syncing: Attempted to kill init! exitcode=0x0000000b", RunEnd.InitDied)]
    [InlineData("Kernel panic - not syncing: Attempted to kill the idle task!", RunEnd.Panic)]
    [InlineData("Kernel panic - not syncing: Fatal exception in interrupt", RunEnd.Panic)]
    [InlineData("Kernel panic - not syncing: Oops: Fatal exception", RunEnd.Panic)]
    [InlineData("Kernel panic - not syncing: stack-protector: Kernel stack is corrupted in: do_syscall_64+0x5c/0x90", RunEnd.Panic)]
    [InlineData("Kernel panic - not syncing: Uncorrected hardware memory error in user-access at 2a", RunEnd.Panic)]
    [InlineData("Kernel panic - not syncing: KASAN: panic_on_warn set ...", RunEnd.Panic)]
    [InlineData("Kernel panic - not syncing: Out of memory and no killable processes...", RunEnd.OutOfMemory)]
    [InlineData("Kernel panic - not syncing: Out of memory: compulsory panic_on_oom is enabled", RunEnd.OutOfMemory)]
    [InlineData("Memory cgroup out of memory: Killed process 71 (test_maps) total-vm:100kB", RunEnd.OutOfMemory)]
    [InlineData("Out of memory: Kill process 71 (test_maps) score 904 or sacrifice child", RunEnd.OutOfMemory)]
    [InlineData("Out of memory: Killed process 71 (test_maps) total-vm:100kB", RunEnd.OutOfMemory)]
    public void Console_WhenTheKernelDiesInTheMiddle_ThenThatIsTheEnd(string said, RunEnd end)
    {
        foreach (var (name, text) in Consoles("verifier")) RunReader.Read($"{text[..(text.Length / 2)]}\r\n[   77.000001] {said}\r\n").End.ShouldBe(end, name);
    }

    [Fact]
    public void Console_WhenATestPrintsMarkersOfAnotherRun_ThenTheyAreItsOutput() =>
        Same(static text => text.Replace("LAB-EXIT id=", "LAB-EXIT id=0000 rc=0\r\nLAB-START id=1111 uname=9.9 cmd=evil\r\nSUM\r\nLAB-EXIT id=", StringComparison.Ordinal));

    private static void Same(Func<string, string> change, string part = "")
    {
        foreach (var (name, text) in Consoles(part))
        {
            var (before, after) = (RunReader.Read(text), RunReader.Read(change(text)));

            (after.End, after.Status).ShouldBe((before.End, before.Status), name);
            after.Tests.Select(test => (test.Key, test.Number, test.Verdict)).ShouldBe(before.Tests.Select(test => (test.Key, test.Number, test.Verdict)), name);
            after.Totals.Select(totals => totals.Line).ShouldBe(before.Totals.Select(totals => totals.Line), name);
        }
    }

    private static IEnumerable<(string Name, string Text)> Consoles(string part) => SharedFiles.List("lab/consoles", "console-*.log.gz").Where(file => file.Contains(part, StringComparison.Ordinal)).Select(file =>
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(file), CompressionMode.Decompress));
        return (Path.GetFileName(file), reader.ReadToEnd());
    });
}

internal static class ConsoleChanges
{
    /// <summary>The console with the times of the kernel's lines, where they begin one, written another way.</summary>
    public static string WithTimes(this string text, Func<string, string> write) =>
        System.Text.RegularExpressions.Regex.Replace(text, @"(?<=^|\n)\[ *\d+\.\d{6}\]", match => write(match.Value), System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(10));
}
