using System.Diagnostics;
using System.Text;

namespace Tributary.EndToEnd;

/// <summary>The parts of Debian's linux-source that get_maintainer.pl looks at: MAINTAINERS, the script, folders and bindings; in a folder of its own.</summary>
internal sealed class KernelSource : IDisposable
{
    private const string Archive = "/usr/src/linux-source-6.1.tar.xz";
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tributary-kernel-");

    public KernelSource()
    {
        string[] without = [.. new[] { "*.c", "*.h", "*.S", "*.dts", "*.dtsi", "*.rst", "*.txt", "*.json", "*.py", "*.sh", "*_defconfig", "Kconfig*", "*.tc", "*.rs" }.Select(static glob => $"--exclude={glob}")];
        Run("tar", Root, ["-xJf", Archive, "--strip-components=1", .. without]);
    }

    /// <summary>True where the archive and perl are here; else says so.</summary>
    public static bool IsHere { get; } = Say(File.Exists(Archive) && File.Exists("/usr/bin/perl"));

    public string Root => _folder.FullName;

    /// <summary>The lines that the script prints.</summary>
    public string[] Ask(params string[] arguments) => Lines(Run("perl", Root, ["scripts/get_maintainer.pl", .. arguments]));

    /// <summary>A commit in the tree's repository, which is made when there is none.</summary>
    public string Commit(string path, string content, string author, string message)
    {
        if (!Directory.Exists(Path.Combine(Root, ".git"))) Run("git", Root, ["init", "--quiet"]);
        Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(Root, path))!);
        File.WriteAllText(Path.Combine(Root, path), content);
        Run("git", Root, ["add", "-f", path]);
        Run("git", Root, ["-c", "user.name=C", "-c", "user.email=c@example.com", "commit", "--quiet", $"--author={author}", "-m", message]);
        return Run("git", Root, ["rev-parse", "HEAD"]).Trim();
    }

    public static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>What stands before the role: <c>Name &lt;address&gt;</c>.</summary>
    public static string Person(string line) => line.LastIndexOf("> (", StringComparison.Ordinal) is > 0 and var end ? line[..(end + 1)] : line.Split(" (")[0];

    public void Dispose() => _folder.Delete(recursive: true);

    private static string Run(string program, string folder, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder, StandardOutputEncoding = Encoding.UTF8 };
        // No settings of whoever runs the tests.
        start.Environment["HOME"] = "/nonexistent";
        start.Environment["GIT_CONFIG_GLOBAL"] = "/dev/null";
#pragma warning disable RS0030 // The ban keeps processes of src/ in Tributary.Git; this runs what the program is compared with.
        using var process = Process.Start(start)!;
#pragma warning restore RS0030
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        errors.GetAwaiter().GetResult();
        return output;
    }

    private static bool Say(bool isHere)
    {
        if (!isHere) Console.WriteLine($"NOT RUN: {Archive} (Debian's linux-source-6.1) or perl is not here");
        return isHere;
    }
}
