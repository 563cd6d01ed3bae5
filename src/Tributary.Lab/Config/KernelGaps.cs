using System.Collections.Immutable;

namespace Tributary.Lab;

/// <summary>What the configuration of a kernel that is booted lacks for the selftests that run on it (TST-2).</summary>
public static class KernelGaps
{
    /// <summary>The options that are off, modules or of another value: a guest of ours has no modules but those that the selftests build.</summary>
    /// <param name="tree">The tree of the selftests.</param>
    /// <param name="folder">The folder of the selftests in it.</param>
    /// <param name="config">The kernel's configuration, or null.</param>
    public static ImmutableArray<ConfigGap> Find(string tree, string folder, string? config)
    {
        var fragments = ConfigFragments.Of(Path.Combine(tree, folder, "config")).Where(IsFile).ToArray();
        if (config is null || !IsFile(config) || fragments.Length == 0) return [];

        var wanted = KernelConfig.Parse("");
        foreach (var fragment in fragments) wanted = wanted.With(KernelConfig.Parse(File.ReadAllText(fragment)));
        return ConfigComparison.Compare(wanted, KernelConfig.Parse(File.ReadAllText(config)), OptionTests.BuiltIn);
    }

    // What a patch brings may be a link to any file of the host.
    private static bool IsFile(string file) => File.Exists(file) && new FileInfo(file).LinkTarget is null;
}
