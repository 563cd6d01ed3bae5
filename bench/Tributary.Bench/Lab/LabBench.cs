using System.Diagnostics;
using System.Globalization;
using Tributary.Lab;

namespace Tributary.Bench;

/// <summary>
/// Times the published program as it runs test_verifier with everything prepared, against qemu alone with the same kernel, the same root and the same options; the two take turns,
/// so that what else the machine does strikes both.
/// </summary>
internal static class LabBench
{
    private const double RatioAim = 1.1;

    /// <summary>Runs it and prints a line.</summary>
    /// <param name="args"><c>--rounds</c>, <c>--kernel</c> and <c>--program</c>, each with a value.</param>
    /// <param name="cancel">Ends it.</param>
    public static async Task<int> RunAsync(string[] args, CancellationToken cancel)
    {
        var rounds = int.Parse(Value(args, "--rounds", "3"), CultureInfo.InvariantCulture);
        var (program, kernel) = (Path.GetFullPath(Value(args, "--program", "artifacts/trib/now/trib")), Value(args, "--kernel", "debian:6.1"));
        var request = new LabRequest { Kernel = kernel, Suites = [new("test_verifier", null)], Selftests = "tools/testing/selftests/bpf" };
        var ready = await new LabRun(new(null), Console.WriteLine).PrepareAsync(request, cancel);
        var folder = Directory.CreateTempSubdirectory("tributary-lab-bench-").FullName;
        try
        {
            var root = Path.Combine(folder, "root.cpio");
            GuestRoot.Write(new() { Programs = ready.Programs, Files = ready.Files, Nonce = "bench" }, root);
            var words = string.Join(' ', QemuCommand.Of(new(ready.Kernel.File, root, "bench", new()), Accelerator.Tcg).Select(static word => $"'{word}'"));
            var (bare, ours) = (new List<double>(), new List<double>());
            for (var round = 0; round < rounds; round++)
            {
                bare.Add(Time($"{words} > '{folder}/console' < /dev/null"));
                ours.Add(Time($"'{program}' lab run --kernel '{kernel}' --suite test_verifier --accel tcg > '{folder}/report'"));
            }

            var (theirs, mine) = (Median(bare), Median(ours));
            Console.WriteLine($"trib lab run {mine:F2} s; qemu alone {theirs:F2} s; ratio {mine / theirs:F3}, aim {RatioAim}; {(await File.ReadAllLinesAsync(Path.Combine(folder, "report"), cancel))[^1]}");
            return mine / theirs <= RatioAim ? 0 : 1;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static double Time(string command)
    {
        var began = Stopwatch.GetTimestamp();
#pragma warning disable RS0030 // The ban keeps processes of src/ in Tributary.Git; this measures programs.
        using var shell = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", command]) { UseShellExecute = false })!;
#pragma warning restore RS0030
        shell.WaitForExit();
        return Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static string Value(string[] args, string name, string otherwise) => Array.IndexOf(args, name) is var at and >= 0 && at + 1 < args.Length ? args[at + 1] : otherwise;
}
