using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Tributary.Bench;

/// <summary>
/// Times the published program as it imports a public-inbox repository into a fresh folder, against <c>git cat-file --batch</c> that only reads the same
/// blobs; the runs take turns, so that what else the machine does strikes both.
/// </summary>
internal static class ImportBench
{
    private const double RatioAim = 2;
    private const double RatioLimit = 4;
    private const long MemoryLimitKilobytes = 300 * 1024;

    /// <summary>Runs it and prints a table.</summary>
    /// <param name="args">
    /// The repository; <c>--rounds</c>, <c>--program</c> and <c>--times</c> (an archive of that many times the mails is made and read), each with a value.
    /// </param>
    public static int Run(string[] args)
    {
        if (args is not [var repository, ..] || !Directory.Exists(repository))
        {
            Console.Error.WriteLine("usage: import REPOSITORY [--rounds 5] [--times 1] [--program artifacts/trib/now/trib]");
            return 2;
        }

        var rounds = int.Parse(Value(args, "--rounds", "5"), CultureInfo.InvariantCulture);
        var program = Path.GetFullPath(Value(args, "--program", "artifacts/trib/now/trib"));
        var folder = Directory.CreateTempSubdirectory("tributary-import-bench-").FullName;
        try
        {
            return Measure(repository, (program, folder), rounds, int.Parse(Value(args, "--times", "1"), CultureInfo.InvariantCulture));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static int Measure(string repository, (string Program, string Folder) place, int rounds, int times)
    {
        var (program, folder) = place;
        var list = ListBlobs(repository, folder);
        if (times > 1)
        {
            var grown = Path.Combine(folder, "grown.git");
            GrownInbox.Make(repository, list, grown, times);
            repository = grown;
            list = ListBlobs(grown, folder);
        }

        var (git, trib, memory) = (new List<double>(), new List<double>(), 0L);
        var messages = 0L;
        for (var round = 0; round < rounds; round++)
        {
            git.Add(RunShell($"git -C '{repository}' cat-file --batch < '{list}' > /dev/null").Seconds);
            var data = Path.Combine(folder, $"data{round}");
            var run = RunShell($"exec '{program}' import '{repository}' --json --data '{data}'");
            trib.Add(run.Seconds);
            memory = Math.Max(memory, run.PeakKilobytes);
            messages = JsonDocument.Parse(run.Output).RootElement.GetProperty("messages").GetInt64();
            Directory.Delete(data, recursive: true);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"round {round + 1}: git {git[^1]:0.00} s, trib {trib[^1]:0.00} s, {run.PeakKilobytes / 1024} MB"));
        }

        // The best of each: what is added to it is the machine's other work.
        var ratio = trib.Min() / git.Min();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{messages:N0} messages: git {git.Min():0.00} s, trib {trib.Min():0.00} s = {ratio:0.00} times (aim {RatioAim}, limit {RatioLimit}), {messages / trib.Min():N0} messages a second, {memory / 1024} MB at most"));
        return ratio <= RatioLimit && memory <= MemoryLimitKilobytes ? 0 : 1;
    }

    private static string ListBlobs(string repository, string folder)
    {
        var list = Path.Combine(folder, Path.GetFileName(repository) + ".blobs");
        RunShell($"git -C '{repository}' rev-list --first-parent HEAD | sed 's/$/:m/' | git -C '{repository}' cat-file --batch-check='%(objectname)' | grep -v missing > '{list}'");
        return list;
    }

    /// <summary>Runs a command, and says how long it took and how large it was at most.</summary>
    internal static (double Seconds, long PeakKilobytes, string Output) RunShell(string command)
    {
        var start = new ProcessStartInfo("sh", ["-c", command]) { UseShellExecute = false, RedirectStandardOutput = true };
        var watch = Stopwatch.StartNew();
#pragma warning disable RS0030 // The ban keeps processes of src/ in Tributary.Git; a benchmark times the program from outside.
        using var process = Process.Start(start)!;
#pragma warning restore RS0030
        var output = process.StandardOutput.ReadToEndAsync();
        var peak = 0L;
        while (!process.WaitForExit(10)) peak = Math.Max(peak, ReadPeak(process.Id));
        var seconds = watch.Elapsed.TotalSeconds;
        return process.ExitCode == 0 ? (seconds, peak, output.GetAwaiter().GetResult()) : throw new InvalidOperationException($"{command} ended with {process.ExitCode}");
    }

    private static long ReadPeak(int process)
    {
        try
        {
            var line = File.ReadLines($"/proc/{process}/status").FirstOrDefault(static line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
            return line is null ? 0 : long.Parse(line.AsSpan(6, line.Length - 8).Trim(), CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return 0;
        }
    }

    /// <summary>The value behind an option.</summary>
    internal static string Value(string[] args, string name, string otherwise) =>
        Array.IndexOf(args, name) is >= 0 and var index && index + 1 < args.Length ? args[index + 1] : otherwise;
}
