using System.Text;

namespace Tributary.Lab;

/// <summary>The root of a guest: busybox, the programs with the libraries they need, and our first process. It lies in the guest's memory; the host keeps nothing of it.</summary>
internal static class GuestRoot
{
    private static readonly string[] Busyboxes = ["/bin/busybox", "/usr/bin/busybox", "/sbin/busybox", "/usr/lib/initcpio/busybox"];

    // What scripts of the selftests call and busybox has not, or has less of. Those that the host has are given to the guest.
    private static readonly string[] ForScripts = ["ip", "tc", "ping", "nc", "ethtool", "bpftool", "bc", "realpath", "iptables", "tcpdump"];

    // What busybox runs scripts by.
    private static readonly System.Collections.Immutable.ImmutableHashSet<string> Shells = ["sh", "ash", "busybox", "awk"];

    /// <summary>The busybox that guests get, or null where none is here that needs no library.</summary>
    public static string? FindBusybox() => Array.Find(Busyboxes, static file => File.Exists(file) && SharedLibraries.Find([file]).Count == 0);

    /// <summary>Writes it.</summary>
    /// <param name="plan">What is in it.</param>
    /// <param name="file">Where to.</param>
    /// <exception cref="LabException">busybox is not here.</exception>
    public static void Write(GuestPlan plan, string file)
    {
        var busybox = FindBusybox() ?? throw new LabException("busybox without libraries is not here; on Debian: apt-get install busybox-static");
        using var output = new FileStream(file, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 20);
        var root = new CpioWriter(output);
        root.AddFolder("dev");
        root.AddDevice("dev/console", (5, 1));
        root.AddDevice("dev/null", (1, 3));
        string[] tools = plan.IsCollection ? [.. ForScripts.Select(ProgramPath.Find).OfType<string>()] : [];
        var bash = plan.IsCollection ? ProgramPath.Find("bash") : null;
        // The shell of busybox takes its own ip before any other.
        var shell = plan.IsCollection ? ProgramPath.Find("dash") : null;
        root.AddFile("init", Encoding.UTF8.GetBytes(InitScript.Of(plan, bash is null ? Shells : Shells.Add("bash"))));
        root.AddFile(InitScript.NonceFile, Encoding.UTF8.GetBytes(plan.Nonce));
        root.AddFile("bin/busybox", File.ReadAllBytes(busybox));
        if (shell is null) root.AddLink("bin/sh", "busybox");
        else root.AddFile("bin/sh", File.ReadAllBytes(shell));
        root.AddLink("lib64", "lib");
        root.AddFolder(InitScript.Folder);
        var programs = plan.Programs.Where(static program => program.File is not null).ToArray();
        foreach (var program in programs) root.AddFile($"{InitScript.Folder}/{program.Name}", File.ReadAllBytes(program.File!));
        foreach (var beside in plan.Files) root.AddFile($"{InitScript.Folder}/{Path.GetFileName(beside)}", File.ReadAllBytes(beside));
        foreach (var tool in tools) root.AddFile($"usr/local/bin/{Path.GetFileName(tool)}", File.ReadAllBytes(tool));
        if (bash is not null) root.AddFile("bin/bash", File.ReadAllBytes(bash));
        foreach (var library in SharedLibraries.Find([.. programs.Select(static program => program.File!), .. plan.Files, .. tools, .. new[] { bash, shell }.OfType<string>()])) root.AddFile($"lib/{Path.GetFileName(library)}", File.ReadAllBytes(library));
        if (plan.Config is { } config) root.AddFile($"boot/config-{config.Release}", File.ReadAllBytes(config.File));
        root.End();
    }
}
