using Tributary.Lab;
using Tributary.Server;

namespace Tributary.Cli;

/// <summary>A run, for people.</summary>
internal static class RunText
{
    // Lines of a failed test's output that are shown.
    private const int MostOutput = 12;

    /// <summary>The word of an end, as in JSON.</summary>
    public static string NameOf(RunEnd end) => end switch
    {
        RunEnd.MissingBinary => "missing-binary",
        RunEnd.OutOfMemory => "out-of-memory",
        RunEnd.InitDied => "init-died",
        RunEnd.NoRoot => "no-root",
        RunEnd.NoStart => "no-start",
        RunEnd.NoKernel => "no-kernel",
        RunEnd.PoweredOff => "powered-off",
        RunEnd.TimeLimit => "time-limit",
        RunEnd.ConsoleLimit => "console-limit",
        RunEnd.MachineFailed => "machine-failed",
        _ => end.ToString().ToLowerInvariant(),
    };

    /// <summary>The word of a verdict, as in JSON.</summary>
    public static string NameOf(TestVerdict verdict) => verdict.ToString().ToLowerInvariant();

    /// <summary>Writes it: the end, what failed with its output, the totals; the last line is the program's own summary where it printed one.</summary>
    public static void Write(TextWriter output, RunReport report, bool isAll)
    {
        output.WriteLine($"{NameOf(report.End)}: {TerminalText.Line(report.Says)}");
        if (report.Id is not null) output.WriteLine($"run {TerminalText.Line(report.Id)} of {TerminalText.Line(report.Program ?? "?")} on {TerminalText.Line(report.Kernel ?? "?")}");
        foreach (var line in report.Splat) output.WriteLine($"  | {TerminalText.Line(line)}");
        foreach (var line in report.Output.TakeLast(MostOutput)) output.WriteLine($"           {TerminalText.Line(line)}");
        foreach (var test in report.Tests.Where(test => isAll || test.Verdict is TestVerdict.Failed or TestVerdict.Unfinished)) Write(output, test);
        if (!isAll)
        {
            foreach (var test in report.Tests.Where(static test => test is { Verdict: TestVerdict.Skipped, Output.IsEmpty: false })) output.WriteLine($"skipped    {TerminalText.Line(test.Name)}: {TerminalText.Line(test.Output[^1])}");
        }

        output.WriteLine($"{report.Count(TestVerdict.Passed)} passed, {report.Count(TestVerdict.Skipped)} skipped, {report.Count(TestVerdict.Failed)} failed"
            + (report.Count(TestVerdict.Unfinished) is var open and > 0 ? $", {open} unfinished" : ""));
        foreach (var totals in report.Totals) output.WriteLine(TerminalText.Line(totals.Line));
    }

    /// <summary>Writes a run that was made here: on what, then the same.</summary>
    public static void Write(TextWriter output, LabResult result, RunComparison? compared, bool isAll)
    {
        output.WriteLine($"kernel {TerminalText.Line(result.Kernel.Release)} ({TerminalText.Line(result.Kernel.Package ?? result.Kernel.Version)}){(result.Selftests is { } version ? $", selftests of {TerminalText.Line(version)}" : "")}, by {result.Accelerator.ToString().ToUpperInvariant()} in {result.Took.TotalSeconds.ToString("0.0", System.Globalization.CultureInfo.InvariantCulture)} s");
        if (result.IsMismatch) output.WriteLine("Kernel and selftests are of different versions: what fails may fail for that alone (TST-4).");
        Write(output, compared);
        Write(output, result.Report, isAll);
    }

    /// <summary>Writes what a run is beside its base; nothing where there is none.</summary>
    public static void Write(TextWriter output, RunComparison? compared)
    {
        if (compared is null) return;

        foreach (var complaint in compared.Complaints) output.WriteLine($"new complaint of the kernel: {TerminalText.Line(complaint)}");
        foreach (var test in compared.Tests) output.WriteLine($"{NameOf(test.Kind),-12} {TerminalText.Line(LabWords.TitleOf(test.Test))}: {test.Says}");
        output.WriteLine($"beside the base: {compared.Count(ResultKind.NewFailure)} new failures, {compared.Count(ResultKind.AlsoOnBase)} also on the base, {compared.Count(ResultKind.Flaky)} flaky, {compared.Count(ResultKind.Known)} known, {compared.Count(ResultKind.Fixed)} fixed{(compared.IsRunBroken ? "; the base ran well to its end, this did not" : "")}");
    }

    /// <summary>The word of what a result means, as in JSON.</summary>
    public static string NameOf(ResultKind kind) => kind switch
    {
        ResultKind.NewFailure => "new-failure",
        ResultKind.AlsoOnBase => "also-on-base",
        _ => kind.ToString().ToLowerInvariant(),
    };

    private static void Write(TextWriter output, TestResult test)
    {
        output.WriteLine($"{NameOf(test.Verdict),-10} {(test.Number.Length > 0 ? $"#{TerminalText.Line(test.Number)} " : "")}{TerminalText.Line(test.Name)}");
        foreach (var line in test.Output.Take(MostOutput)) output.WriteLine($"           {TerminalText.Line(line)}");
        if (test.Output.Length > MostOutput) output.WriteLine($"           … {test.Output.Length - MostOutput} lines more (--json has them)");
    }
}
