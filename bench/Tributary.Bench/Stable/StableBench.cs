using System.Diagnostics;
using System.Globalization;
using System.Text;
using Tributary.Server;

namespace Tributary.Bench;

/// <summary>Times the index of commits: built, brought up to date by a thousand commits, asked for one commit and for a thousand by the published program.</summary>
internal static class StableBench
{
    private const int Rounds = 11;

    /// <summary>Runs it and prints what it took.</summary>
    /// <param name="args"><c>--commits</c>, <c>--program</c> and <c>--folder</c> (kept where it is there), each with a value.</param>
    /// <param name="cancel">Ends it early.</param>
    public static async Task<int> RunAsync(string[] args, CancellationToken cancel)
    {
        var commits = int.Parse(Value(args, "--commits", "1000000"), CultureInfo.InvariantCulture);
        var program = Path.GetFullPath(Value(args, "--program", "artifacts/trib/now/trib"));
        var folder = Value(args, "--folder", Path.Combine(Path.GetTempPath(), "tributary-stable-bench"));
        var repository = Path.Combine(folder, "trees", "linux.git");
        if (!Directory.Exists(repository))
        {
            Directory.CreateDirectory(folder);
            Run("git", $"init --quiet --bare {repository}");
            Import(repository, writer => HistoryWriter.Write(writer, commits));
            Run("git", $"--git-dir={repository} update-ref refs/bench/mainline refs/trees/mainline");
        }

        // Every run begins with the same history, also in a folder that is there.
        Run("git", $"--git-dir={repository} update-ref refs/trees/mainline refs/bench/mainline");

        var index = new StableIndex(repository);
        File.Delete(index.Path);
        var built = await index.UpdateAsync("linux-*.y", cancel);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"build: {built.Commits} commits in {built.Took.TotalSeconds:0.0} s, {new FileInfo(index.Path).Length >> 20} MB, memory at most {Peak() >> 10} MB"));
        Import(repository, static writer => HistoryWriter.WriteMore(writer, 1000));
        var before = Own();
        var updated = await index.UpdateAsync("linux-*.y", cancel);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"update: {updated.Commits} commits in {updated.Took.TotalSeconds:0.00} s, processor {(Own() - before).TotalSeconds:0.00} s without git's"));
        var names = Run("git", $"--git-dir={repository} rev-list -n 1000 refs/trees/mainline~2000").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var list = Path.Combine(folder, "names");
        await File.WriteAllLinesAsync(list, names, cancel);
        Report("start of the program (--version)", program, _ => "--version");
        Report("where, no such commit (start, arguments, index opened)", program, _ => $"--data {folder} stable where 0000000000000000");
        Report("where, one commit", program, i => $"--data {folder} stable where {names[i]}");
        Report("where, one commit, git's part", "git", i => $"--git-dir={repository} diff-tree -r -p --root --full-index --no-renames {names[i]}");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"where, {names.Length} commits: {Time(program, $"--data {folder} stable where --json --file {list}") / 1000:0.00} s"));
        return 0;
    }

    private static void Import(string repository, Action<TextWriter> write)
    {
        using var git = Start("git", $"--git-dir={repository} fast-import --quiet --done --force");
        using (var writer = new StreamWriter(git.StandardInput.BaseStream, new UTF8Encoding(false), 1 << 20)) write(writer);
        git.WaitForExit();
    }

    // The first run fills the caches and does not count.
    private static void Report(string what, string program, Func<int, string> arguments)
    {
        Time(program, arguments(0));
        var before = Children();
        var times = Enumerable.Range(1, Rounds).Select(i => Time(program, arguments(i))).Order().ToArray();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: {times[Rounds / 2]:0} ms (median of {Rounds}), processor {(Children() - before) / Rounds:0} ms (mean)"));
    }

    // Milliseconds.
    private static double Time(string program, string arguments)
    {
        var watch = Stopwatch.StartNew();
        using var process = Start(program, arguments);
        Read(process);
        return watch.Elapsed.TotalMilliseconds;
    }

    // Milliseconds of processor time of all that was started and has ended, with what it started in its turn: cutime and cstime of proc(5), in hundredths of a second.
    private static double Children()
    {
        var fields = File.ReadAllText("/proc/self/stat").Split(')')[^1].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return 10 * (double.Parse(fields[13], CultureInfo.InvariantCulture) + double.Parse(fields[14], CultureInfo.InvariantCulture));
    }

    private static string Run(string program, string arguments)
    {
        using var process = Start(program, arguments);
        return Read(process);
    }

    private static string Read(Process process)
    {
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return output;
    }

    private static TimeSpan Own()
    {
        using var own = Process.GetCurrentProcess();
        return own.TotalProcessorTime;
    }

#pragma warning disable RS0030 // The benchmark runs the program and git as a person would.
    private static Process Start(string program, string arguments) =>
        Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false })!;
#pragma warning restore RS0030

    // VmHWM in kB.
    private static long Peak() => File.ReadLines("/proc/self/status").Where(static line => line.StartsWith("VmHWM:", StringComparison.Ordinal))
        .Select(static line => long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2].Trim(), CultureInfo.InvariantCulture)).FirstOrDefault();

    private static string Value(string[] args, string name, string otherwise) => Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : otherwise;
}
