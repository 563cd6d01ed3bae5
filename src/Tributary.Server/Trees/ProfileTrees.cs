using Tributary.Policy;
using Tributary.Store;

namespace Tributary.Server;

/// <summary>Trees as a profile knows them, to be followed.</summary>
public static class ProfileTrees
{
    /// <summary>The name of mainline among the trees.</summary>
    public const string Mainline = "mainline";

    /// <summary>The name of all stable branches, followed as one.</summary>
    public const string StableBranches = "stable";

    /// <summary>The family of trees with the kernel's history.</summary>
    public const string Kernel = "linux";

    /// <summary>A tree of the profile, or its mainline, as it is followed where nobody says otherwise; null where it has none of that name, or no repository for it.</summary>
    public static StoredTree? Find(Profile profile, string name)
    {
        if (name == StableBranches && profile.Stable is { } stable) return new() { Name = name, Family = Kernel, Url = stable.Repository, Branch = stable.Branches };
        var tree = profile.Trees.FirstOrDefault(tree => tree.Name == name);
        var branch = name == Mainline ? profile.Mainline : tree?.Branch;
        return branch is null ? null : new() { Name = name, Family = FamilyOf(profile, tree), Url = branch.Repository, Branch = branch.Branch };
    }

    /// <summary>The names of all that can be followed.</summary>
    public static IEnumerable<string> List(Profile profile) =>
        profile.Trees.Where(static tree => tree.Branch is not null && tree.Until is null).Select(static tree => tree.Name).Concat(profile.Mainline is null ? [] : [Mainline]);

    /// <summary>The family of a tree: a tool's trees have a history of their own, named by the one that the others flow into.</summary>
    public static string FamilyOf(Profile profile, ProfileTree? tree)
    {
        if (tree is not { Kind: TreeKind.Tools }) return Kernel;
        var into = tree.Flows.Select(static flow => flow.Into).LastOrDefault();
        return profile.Trees.Any(other => other.Name == into && other.Kind == TreeKind.Tools) ? into! : tree.Name;
    }
}
