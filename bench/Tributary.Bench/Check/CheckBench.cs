using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Tributary.Bench;

/// <summary>
/// Times the published program as it checks a series of ten patches and names its maintainers, the two added up, against <c>checkpatch.pl</c> and <c>get_maintainer.pl</c> on the same files
/// with the same kernel tree; the runs take turns, so that what else the machine does strikes all.
/// </summary>
internal static class CheckBench
{
    private const int Patches = 10;
    private const int Lines = 40;
    private const double RatioAim = 0.1;

    /// <summary>Runs it and prints a table.</summary>
    /// <param name="args">The kernel tree; <c>--rounds</c> and <c>--program</c>, each with a value.</param>
    public static int Run(string[] args)
    {
        if (args is not [var tree, ..] || !File.Exists(Path.Combine(tree, "MAINTAINERS")))
        {
            Console.Error.WriteLine("usage: check KERNEL-TREE [--rounds 10] [--program artifacts/trib/now/trib]");
            return 2;
        }

        var rounds = int.Parse(Value(args, "--rounds", "10"), CultureInfo.InvariantCulture);
        var program = Path.GetFullPath(Value(args, "--program", "artifacts/trib/now/trib"));
        var folder = Directory.CreateTempSubdirectory("tributary-check-bench-").FullName;
        try
        {
            for (var number = 1; number <= Patches; number++) File.WriteAllText(Path.Combine(folder, $"{number:0000}-bpf.patch"), Patch(number));
            var (check, people, script, maintainers) = (new List<double>(), new List<double>(), new List<double>(), new List<double>());
            for (var round = 0; round <= rounds; round++)
            {
                check.Add(Time($"'{program}' check --tree '{tree}' '{folder}' > /dev/null"));
                people.Add(Time($"'{program}' maintainers --tree '{tree}' '{folder}'/*.patch > /dev/null"));
                script.Add(Time($"cd '{tree}' && perl scripts/checkpatch.pl --strict --no-summary --terse '{folder}'/*.patch > /dev/null"));
                maintainers.Add(Time($"cd '{tree}' && perl scripts/get_maintainer.pl --nogit --nogit-fallback '{folder}'/*.patch > /dev/null"));
            }

            // The first round warms the cache.
            var (ours, theirs) = (Median(check[1..]) + Median(people[1..]), Median(script[1..]) + Median(maintainers[1..]));
            Console.WriteLine($"trib check {Median(check[1..]) * 1000:F0} ms + trib maintainers {Median(people[1..]) * 1000:F0} ms; checkpatch.pl {Median(script[1..]) * 1000:F0} ms + get_maintainer.pl {Median(maintainers[1..]) * 1000:F0} ms; ratio {ours / theirs:F3}, aim {RatioAim}");
            return ours / theirs <= RatioAim ? 0 : 1;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Patch(int number)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"""
            From 0123456789abcdef0123456789abcdef01234567 Mon Sep 17 00:00:00 2001
            From: Ann Author <ann@example.org>
            To: bpf@vger.kernel.org
            Date: Mon, 4 Mar 2024 09:00:{number:00} +0000
            Subject: [PATCH bpf-next {number}/{Patches}] bpf: Count dropped packets in place {number}

            Operators want to see how many packets are dropped, and had to guess.

            Signed-off-by: Ann Author <ann@example.org>
            ---
             kernel/bpf/core.c | {Lines} ++++
             1 file changed, {Lines} insertions(+)

            diff --git a/kernel/bpf/core.c b/kernel/bpf/core.c
            --- a/kernel/bpf/core.c
            +++ b/kernel/bpf/core.c
            @@ -{number * 100},2 +{number * 100},{Lines + 2} @@ static int place(void)
             	int count;

            """);
        for (var line = 0; line < Lines; line++) text.Append(CultureInfo.InvariantCulture, $"+\tcount{line} = add_to_counter(device, {line});\n");
        return text.Append(" \tint last;\n-- \n2.39.5\n").ToString();
    }

    private static double Time(string command)
    {
        var watch = Stopwatch.StartNew();
#pragma warning disable RS0030 // The ban keeps processes of src/ in Tributary.Git; a benchmark times the program from outside.
        using var process = Process.Start(new ProcessStartInfo("sh", ["-c", command]) { UseShellExecute = false, RedirectStandardError = true })!;
#pragma warning restore RS0030
        process.StandardError.ReadToEnd();
        process.WaitForExit();
        return watch.Elapsed.TotalSeconds;
    }

    private static double Median(List<double> times)
    {
        times.Sort();
        return times[times.Count / 2];
    }

    private static string Value(string[] args, string name, string otherwise) => Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : otherwise;
}
