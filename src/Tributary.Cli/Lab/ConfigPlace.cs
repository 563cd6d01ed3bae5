using Tributary.Lab;
using Tributary.Policy;

namespace Tributary.Cli;

/// <summary>Which configuration is held against which fragments.</summary>
/// <param name="Config">The configuration's file.</param>
/// <param name="Fragments">The fragments' files; a later one counts over an earlier.</param>
/// <param name="Tree">The kernel tree, or null.</param>
internal sealed record ConfigPlace(string Config, IReadOnlyList<string> Fragments, string? Tree)
{
    /// <summary>Finds them.</summary>
    /// <param name="which">A tree or a configuration, or null.</param>
    /// <param name="fragments">The fragments that were named.</param>
    /// <param name="testing">Where the tree keeps its fragments.</param>
    /// <exception cref="CommandException">Something is not there.</exception>
    public static ConfigPlace Find(string? which, string[] fragments, TestingValues? testing)
    {
        var tree = which is not null && Directory.Exists(which) ? which : IsTree(Directory.GetCurrentDirectory()) ? "." : null;
        var config = which is not null && !Directory.Exists(which) ? which
            : tree is not null && File.Exists(Path.Combine(tree, ".config")) ? Path.Combine(tree, ".config") : Running();
        if (!File.Exists(config)) throw CommandException.Usage($"there is no configuration {config}; name a file, or a kernel tree that has a .config");

        string[] chosen = fragments.Length > 0 ? fragments : tree is null || testing?.Config is not { } path ? [] : [.. ConfigFragments.Of(Path.Combine(tree, path))];
        if (chosen.Length == 0) throw CommandException.Usage("which fragments? name them with --fragment FILE, or a kernel tree that has the selftests");
        if (Array.Find(chosen, file => !File.Exists(file)) is { } missing) throw CommandException.Usage($"there is no fragment {missing}");

        return new(config, chosen, tree);
    }

    private static string Running() => $"/boot/config-{File.ReadAllText("/proc/sys/kernel/osrelease").Trim()}";

    private static bool IsTree(string folder) => File.Exists(Path.Combine(folder, "Kconfig")) && File.Exists(Path.Combine(folder, "MAINTAINERS"));
}
