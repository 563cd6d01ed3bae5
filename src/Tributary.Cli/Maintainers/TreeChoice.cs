using Tributary.Git;

namespace Tributary.Cli;

/// <summary>The kernel tree that a command works with.</summary>
internal static class TreeChoice
{
    /// <summary>The tree of a folder, or the one that the caller stands in.</summary>
    /// <param name="folder">What <c>--tree</c> says, or null.</param>
    /// <exception cref="CommandException">There is none.</exception>
    public static KernelTree Get(string? folder) => Find(folder)
        ?? throw CommandException.Usage(folder is null ? "you stand in no kernel tree; name one with --tree DIR" : $"{folder} has no MAINTAINERS file; --tree names the top of a kernel tree");

    /// <summary>The same; null where the caller names none and stands in none.</summary>
    /// <param name="folder">What <c>--tree</c> says, or null.</param>
    public static KernelTree? Find(string? folder) => folder is null ? KernelTree.Find(Directory.GetCurrentDirectory()) : KernelTree.Open(folder);
}
