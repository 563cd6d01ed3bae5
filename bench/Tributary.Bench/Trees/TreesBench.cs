using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Tributary.Bench;

/// <summary>
/// Times the program with a repository as large as the kernel's: fetch, whether 200 open series apply, the tree moved on, the ledger asked. The repository is given with one commit (Debian's linux-source, say); 2,000 are
/// made on top of it here.
/// </summary>
internal static class TreesBench
{
    private const int Commits = 2000, Series = 200, PatchesEach = 3;
    private static readonly string[] Areas = ["kernel/bpf", "net/core", "net/ipv4", "drivers/net/ethernet/intel/ice", "tools/lib/bpf", "fs/ext4"];

    /// <summary>Runs it and prints what each step took.</summary>
    /// <param name="args">The repository (its git folder); <c>--program</c> with a value.</param>
    public static int Run(string[] args)
    {
        if (args is not [var repository, ..] || !Directory.Exists(repository))
        {
            Console.Error.WriteLine("usage: trees REPOSITORY [--program artifacts/bin/Tributary.Cli/release/trib]");
            return 2;
        }

        var program = Path.GetFullPath(Array.IndexOf(args, "--program") is >= 0 and var at ? args[at + 1] : "artifacts/trib/now/trib");
        var folder = Directory.CreateTempSubdirectory("tributary-trees-bench-").FullName;
        try
        {
            var upstream = Path.Combine(folder, "up.git");
            Sh(folder, $"git clone -q --bare --shared '{repository}' up.git && git -C up.git symbolic-ref HEAD refs/heads/master");
            var made = new MadeHistory(upstream, Areas);
            made.Grow(Commits);
            Sh(folder, "git -C up.git repack -dq && git -C up.git commit-graph write --reachable");
            File.WriteAllText(Path.Combine(folder, "series.mbox"), made.WriteSeries(Series, PatchesEach), new UTF8Encoding(false));
            var trib = $"'{program}' --data data";
            Sh(folder, $"{trib} tree add bpf-next '{upstream}' --branch master");
            Measure(folder, $"fetch all, look through {Commits:N0} commits", $"{trib} tree fetch --json");
            Measure(folder, "import", $"{trib} import series.mbox --json");
            Measure(folder, $"try {Series} series of {PatchesEach} patches", $"{trib} tree fetch --json");
            made.Grow(20);
            Measure(folder, "fetch 20 commits more, follow", $"{trib} tree fetch --json");
            made.Land(20);
            Measure(folder, "fetch 20 series that landed, accept", $"{trib} tree fetch --json");
            var id = Sh(folder, $"{trib} events --json --category patch-commit-changed --limit 1 | head -1");
            var commit = id.Split("\"after\":\"")[^1][..40];
            Measure(folder, "ledger: where is a commit", $"{trib} tree where {commit} --json");
            var open = Sh(folder, $"{trib} series list --json --state new --limit 1").Split("\"id\":")[1].Split(',')[0];
            Measure(folder, "apply one series to a branch", $"{trib} apply {open} --signer 'M <m@example.org>' --json || true");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        return 0;
    }

    private static void Measure(string folder, string what, string command)
    {
        var watch = Stopwatch.StartNew();
        // The processor's time of the program and of all the git that it started; the largest of them.
        var said = Sh(folder, $"python3 - <<'E'\nimport resource,subprocess\np=subprocess.run(['sh','-c','''{command}'''],capture_output=True,text=True)\nr=resource.getrusage(resource.RUSAGE_CHILDREN)\nprint(p.stdout[-300:].strip())\nprint(p.stderr[-300:].strip())\nprint('USAGE %.2f %d'%(r.ru_utime+r.ru_stime,r.ru_maxrss//1024))\nE");
        var usage = said.Split("USAGE ")[^1].Trim().Split(' ');
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: {watch.Elapsed.TotalSeconds:0.00} s, {usage[0]} s of processor, {usage[1]} MB"));
        Console.WriteLine($"    {said.Split("USAGE ")[0].Trim().ReplaceLineEndings(" ")}");
    }

    internal static string Sh(string folder, string command, byte[]? input = null)
    {
        var start = new ProcessStartInfo("sh", ["-c", command]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardInput = true, WorkingDirectory = folder };
        (start.Environment["GIT_CONFIG_GLOBAL"], start.Environment["GIT_CONFIG_COUNT"], start.Environment["GIT_CONFIG_KEY_0"], start.Environment["GIT_CONFIG_VALUE_0"]) = ("/dev/null", "1", "safe.directory", "*");
#pragma warning disable RS0030 // The ban keeps processes of src/ in Tributary.Git; a benchmark times the program from outside.
        using var process = Process.Start(start)!;
#pragma warning restore RS0030
        var output = process.StandardOutput.ReadToEndAsync();
        if (input is not null) process.StandardInput.BaseStream.Write(input);
        process.StandardInput.Close();
        process.WaitForExit();
        return process.ExitCode == 0 ? output.GetAwaiter().GetResult() : throw new InvalidOperationException($"{command[..Math.Min(200, command.Length)]} ended with {process.ExitCode}");
    }
}
