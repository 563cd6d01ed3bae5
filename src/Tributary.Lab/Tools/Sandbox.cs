using System.Collections.Immutable;

namespace Tributary.Lab;

/// <summary>
/// Runs what is not ours, by bubblewrap: no network, none of the host's processes, nothing of the host but its programs and libraries, and those read-only.
/// What a patch brings is built in it, because a Makefile is code too.
/// </summary>
internal static class Sandbox
{
    // Programs and libraries with what they are found by: no home, no configuration, no keys.
    private static readonly ImmutableArray<string> Base =
    [
        "bwrap", "--unshare-all", "--die-with-parent", "--new-session", "--cap-drop", "ALL", "--clearenv", "--setenv", "PATH", "/usr/bin:/bin:/usr/sbin:/sbin", "--setenv", "LC_ALL", "C",
        "--setenv", "HOME", "/tmp", "--ro-bind", "/usr", "/usr", "--proc", "/proc", "--dev", "/dev",
        // It lies in memory.
        "--size", "2147483648", "--tmpfs", "/tmp",
    ];

    private static readonly string[] Roots = ["/bin", "/lib", "/lib64", "/sbin"];
    private static readonly string[] Settings = ["/etc/alternatives", "/etc/ld.so.cache", "/etc/ld.so.conf", "/etc/ld.so.conf.d"];

    private static bool wasUsed;

    /// <summary>True where it can be used: bubblewrap is here, and the system lets it make namespaces. That it can is found once a process.</summary>
    public static async Task<bool> IsUsableAsync(CancellationToken cancel)
    {
        if (Volatile.Read(ref wasUsed)) return true;

        var isUsable = (await Tool.RunAsync(Around(["true"], new()), "/", TimeSpan.FromSeconds(30), cancel)).Status == 0;
        if (isUsable) Volatile.Write(ref wasUsed, true);
        return isUsable;
    }

    /// <summary>The command that runs these words in it.</summary>
    /// <param name="words">The program and its arguments.</param>
    /// <param name="bounds">What it may see and use.</param>
    public static ImmutableArray<string> Around(ImmutableArray<string> words, SandboxBounds bounds)
    {
        var command = Base.ToBuilder();
        foreach (var root in Roots.Where(Path.Exists))
        {
            if (new DirectoryInfo(root).LinkTarget is { } target) command.AddRange("--symlink", target, root);
            else command.AddRange("--ro-bind", root, root);
        }

        foreach (var path in Settings.Where(Path.Exists)) command.AddRange("--ro-bind", path, path);
        foreach (var (path, inside) in bounds.Readable) command.AddRange("--ro-bind", path, inside);
        foreach (var (path, inside) in bounds.Writable) command.AddRange("--bind", path, inside);
        foreach (var path in bounds.Devices.Where(Path.Exists)) command.AddRange("--dev-bind", path, path);
        command.Add("--");
        if (bounds.LargestFile is { } bytes) command.AddRange("prlimit", $"--fsize={bytes}", "--core=0", "--");
        command.AddRange(words);
        return command.ToImmutable();
    }
}

/// <summary>What a program in the sandbox may see and use beside the host's programs.</summary>
internal sealed record SandboxBounds
{
    /// <summary>Folders and files that it may write, and where they are in it.</summary>
    public ImmutableArray<(string Path, string Inside)> Writable { get; init; } = [];

    /// <summary>Folders and files that it may read, and where they are in it.</summary>
    public ImmutableArray<(string Path, string Inside)> Readable { get; init; } = [];

    /// <summary>Devices that it may use.</summary>
    public ImmutableArray<string> Devices { get; init; } = [];

    /// <summary>How large a file may become, in bytes; null for any.</summary>
    public long? LargestFile { get; init; }
}
