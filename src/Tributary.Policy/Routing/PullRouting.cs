using Tributary.Patches;

namespace Tributary.Policy;

/// <summary>
/// Tells which tree a pull request that came by mail asks to pull (TREE-4): by what it says (<c>for your *net-next* tree</c>), else by its prefix, else by whom it is sent to, else by where the tree
/// flows that is to be pulled.
/// </summary>
public static class PullRouting
{
    /// <summary>The tree that is asked: one of the profile, or <c>mainline</c>; and why.</summary>
    /// <param name="profile">The profile of its project.</param>
    /// <param name="facts">The pull request.</param>
    public static TreeDecision Decide(Profile profile, RouteFacts facts)
    {
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(facts);
        if (facts.Asked.FirstOrDefault(name => IsKnown(profile, name)) is { } said) return new(said, $"It says that it is for {said}.");
        if (PrefixRouting.Decide(profile, facts.Tags) is { Tree: not null } prefix) return prefix;
        var asked = (profile.PullRequests?.Letters ?? []).Where(letter => letter.To.Any(address => facts.Recipients.Contains(AddressHash.Of(address)))).Select(static letter => letter.Into).Distinct().ToList();
        if (asked is [var only]) return new(only, $"It is sent to those who pull into {only}.");
        var pulled = FindPulled(profile, facts);
        var flow = pulled?.FlowsIntoOn(DateOnly.FromDateTime(facts.Date.UtcDateTime));
        if (flow is not null && (asked.Count == 0 || asked.Contains(flow))) return new(flow, $"It asks to pull {pulled!.Name}, which goes into {flow}.");
        return new(null, asked.Count > 1 ? $"It is sent to those who pull into {string.Join(" and ", asked)}, and says not which." : "It says nothing of a tree of ours.");
    }

    /// <summary>The tree that is to be pulled: by its repository, else by its name in the subject; null where nobody can tell.</summary>
    /// <param name="profile">The profile of its project.</param>
    /// <param name="facts">The pull request.</param>
    public static ProfileTree? FindPulled(Profile profile, RouteFacts facts)
    {
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(facts);
        var from = facts.PullUrl?.Split(' ', 2) ?? [];
        var words = facts.Tags.Append(facts.Title).SelectMany(static text => text.Split([' ', ':', ',', '(', ')'], StringSplitOptions.RemoveEmptyEntries)).ToList();
        return profile.Trees.FirstOrDefault(tree => tree.Branch is { } branch && from is [var url, ..] && PathOf(url) == PathOf(branch.Repository) && !(from is [_, var reference] && IsOtherBranch(reference, tree, profile)))
            ?? profile.Trees.Where(tree => words.Contains(tree.Name, StringComparer.OrdinalIgnoreCase)).MaxBy(static tree => tree.Name.Length);
    }

    private static bool IsKnown(Profile profile, string name) => name == FixedPlace.Mainline || profile.Trees.Any(tree => tree.Name == name);

    // Of several branches of a repository the one that is named.
    private static bool IsOtherBranch(string reference, ProfileTree tree, Profile profile) =>
        reference != tree.Branch!.Branch && profile.Trees.Any(other => other.Branch is { } branch && branch.Repository == tree.Branch.Repository && branch.Branch == reference);

    private static string PathOf(string url)
    {
        var at = url.IndexOf("://", StringComparison.Ordinal);
        var path = at < 0 ? url : url[(at + 3)..];
        path = path.TrimEnd('/');
        return path.EndsWith(".git", StringComparison.Ordinal) ? path[..^4] : path;
    }
}
