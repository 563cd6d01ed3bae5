using System.Diagnostics;
using System.Text.Json;

namespace Tributary.EndToEnd;

/// <summary>What runs in a machine need of the host: qemu and what builds selftests, and Debian's kernel, which ./test has downloaded. No test downloads.</summary>
internal static class LabHost
{
    /// <summary>The kernel that the tests boot.</summary>
    public const string Kernel = "debian:6.1";

    private static readonly string[] Programs = ["/usr/bin/qemu-system-x86_64", "/bin/busybox", "/usr/bin/bwrap", "/usr/bin/make"];

    /// <summary>Where packages and built tests are kept between runs.</summary>
    public static string Cache { get; } = Path.Combine(
        Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } caches ? caches : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache"), "tributary", "lab");

    /// <summary>True where a run can be made; else a word about it.</summary>
    public static bool IsReady()
    {
        var packages = Path.Combine(Cache, "packages");
        var missing = Array.Find(Programs, program => !File.Exists(program)) ?? (Directory.Exists(packages) && Directory.GetFiles(packages, "linux-image-6.1*.deb").Length > 0 ? null : "Debian's kernel 6.1 (./test downloads it)");
        if (missing is not null) Console.WriteLine($"NOT RUN: a run in a machine needs {missing}");
        return missing is null;
    }

    /// <summary>Makes a run.</summary>
    /// <param name="trib">The program.</param>
    /// <param name="more">What stands behind the kernel.</param>
    /// <returns>The exit status, and what it printed as JSON (null where it printed none).</returns>
    public static (int Status, JsonElement? Run, string Error) Run(Trib trib, params string[] more)
    {
        var result = trib.Run(["lab", "run", "--kernel", Kernel, "--json", .. more]);
        return (result.ExitCode, result.Output.StartsWith('{') ? JsonDocument.Parse(result.Output).RootElement : null, result.Errors);
    }

    /// <summary>The word for how the program ended in it.</summary>
    public static string EndOf(JsonElement? run) => run?.GetProperty("run").GetProperty("end").GetString() ?? "no answer";

    /// <summary>Folders of runs that are there; a run leaves none.</summary>
    public static string[] Scratch() => Directory.Exists(Path.Combine(Cache, "scratch")) ? Directory.GetDirectories(Path.Combine(Cache, "scratch")) : [];

    /// <summary>Machines that use a file of this folder.</summary>
    public static int[] Machines(string folder) => [.. Process.GetProcesses().Select(static process => process.Id).Where(id => CommandOf(id).Contains(folder, StringComparison.Ordinal))];

    /// <summary>Tells a figure to the file that TRIBUTARY_FIGURES names.</summary>
    public static void Tell(string name, string value)
    {
        if (Environment.GetEnvironmentVariable("TRIBUTARY_FIGURES") is { Length: > 0 } file) File.AppendAllText(file, $"{name}: {value}\n");
    }

    private static string CommandOf(int process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/cmdline");
        }
        catch (IOException)
        {
            return "";
        }
    }
}
