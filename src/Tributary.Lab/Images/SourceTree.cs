using System.Collections.Immutable;
using System.Globalization;

namespace Tributary.Lab;

/// <summary>The source of a kernel, of which the selftests are built.</summary>
public static class SourceTree
{
    /// <summary>What the selftests need of it.</summary>
    internal static ImmutableArray<string> Parts { get; } = ["tools", "include", "scripts", "kernel/bpf", "arch/x86", "Makefile"];

    /// <summary>True where a folder holds a whole kernel, of which one can be built.</summary>
    /// <param name="tree">The folder.</param>
    internal static bool IsWhole(string tree) => File.Exists(Path.Combine(tree, "Kconfig")) && File.Exists(Path.Combine(tree, "Makefile")) && Directory.Exists(Path.Combine(tree, "kernel"));

    /// <summary>The version that the head of its Makefile says, in the form of <see cref="KernelBanner.Version"/>; null where it says none.</summary>
    /// <param name="tree">The folder of the tree.</param>
    public static string? VersionOf(string tree)
    {
        var file = Path.Combine(tree, "Makefile");
        if (!File.Exists(file)) return null;

        var said = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in File.ReadLines(file).Take(20))
        {
            if (line.Split('=', 2, StringSplitOptions.TrimEntries) is [var name, var value]) said.TryAdd(name, value);
        }

        return said.TryGetValue("VERSION", out var version) && said.TryGetValue("PATCHLEVEL", out var level)
            ? KernelBanner.VersionOf(string.Create(CultureInfo.InvariantCulture, $"{version}.{level}.{said.GetValueOrDefault("SUBLEVEL", "0")}{said.GetValueOrDefault("EXTRAVERSION")}")) : null;
    }
}
