using Tributary.Mail;
using Tributary.Patches;
using Tributary.Policy;

namespace Tributary.Server;

/// <summary>Tells which tree a pull request that came by mail asks to pull which other. Pure.</summary>
internal static class PullDestination
{
    /// <summary>By what it says (<c>for your *net-next* tree</c>), else whom it is sent to, else where the tree flows that is to be pulled.</summary>
    /// <param name="claim">What it states.</param>
    /// <param name="message">The mail.</param>
    /// <param name="profile">The profile of its project.</param>
    /// <returns>The name of a tree of the profile, or <c>mainline</c>; null where nobody can tell.</returns>
    public static string? Find(PullClaim claim, Message message, Profile profile)
    {
        if (claim.Into is { } said && (said == ProfileTrees.Mainline || profile.Trees.Any(tree => tree.Name == said))) return said;
        var to = message.To.Select(static one => one.Address).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var asked = (profile.PullRequests?.Letters ?? []).Where(letter => letter.To.Any(to.Contains)).Select(static letter => letter.Into).ToList();
        if (asked.Count == 1) return asked[0];
        var flow = FindTree(claim, message.Subject, profile)?.FlowsIntoOn(DateOnly.FromDateTime(message.Date.UtcDateTime));
        return asked.Count == 0 || asked.Contains(flow ?? "") ? flow : null;
    }

    /// <summary>The tree that is to be pulled: by its repository, else by its name in the subject; null where nobody can tell.</summary>
    /// <param name="claim">What it states.</param>
    /// <param name="subject">The subject of the mail.</param>
    /// <param name="profile">The profile of its project.</param>
    public static ProfileTree? FindTree(PullClaim claim, string subject, Profile profile)
    {
        var words = subject.Split([' ', ':', '[', ']', ','], StringSplitOptions.RemoveEmptyEntries);
        return profile.Trees.FirstOrDefault(tree => tree.Branch is { } branch && claim.Url is { } url && PathOf(url) == PathOf(branch.Repository) && (claim.Reference is null || !IsOtherBranch(claim.Reference, tree, profile)))
            ?? profile.Trees.Where(tree => words.Contains(tree.Name, StringComparer.OrdinalIgnoreCase)).MaxBy(static tree => tree.Name.Length);
    }

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
