using System.Collections.Immutable;
using System.Text;
using Tributary.Policy;

namespace Tributary.Git;

/// <summary>Which trees of a profile a repository follows, and which commits each of them holds.</summary>
public static class TreeRefs
{
    /// <summary>The branches that stand for trees of a profile: by the URL of the remote, or as trib tree keeps them.</summary>
    /// <param name="repository">The git folder.</param>
    /// <param name="profile">Whose trees.</param>
    /// <param name="cancel">Ends it early.</param>
    /// <param name="withMainline">Mainline too, as <see cref="FixedPlace.Mainline"/>.</param>
    /// <returns>The names of the trees and their refs.</returns>
    public static async Task<ImmutableArray<(string Tree, string Ref)>> ListAsync(string repository, Profile profile, CancellationToken cancel, bool withMainline = false)
    {
        // No remotes, no process: a clone's configuration is small.
        var file = Path.Combine(RepositoryPlace.CommonFolder(repository), "config");
        if (!File.Exists(file)) return [];
        var remotes = ReadRemotes(await File.ReadAllLinesAsync(file, cancel));
        var trees = profile.Trees.Select(static tree => (tree.Name, tree.Branch)).ToList();
        if (withMainline && profile.Mainline is { } mainline) trees.Add((FixedPlace.Mainline, mainline));
        ImmutableArray<(string Tree, string Ref)> wanted =
        [
            .. from tree in trees
               let branch = tree.Branch
               from remote in remotes
               where branch is not null && Same(remote.Url, branch.Repository)
               select (tree.Name, $"refs/remotes/{remote.Name}/{branch.Branch}"),
        ];
        if (HoldsTrees(repository)) wanted = wanted.AddRange(trees.Select(static tree => (tree.Name, TreeRef.Tip(tree.Name))));
        if (wanted.IsEmpty) return [];
        var refs = (await GitProgram.RunAsync(repository, ["for-each-ref", "--format=%(refname)", .. wanted.Select(tree => tree.Ref)], cancel)).OrThrow($"reading the branches of {repository}");
        var there = refs.Text.Split('\n').ToHashSet(StringComparer.Ordinal);
        return [.. wanted.Where(tree => there.Contains(tree.Ref))];
    }

    // A repository of ours: every tree is a ref in it, loose or packed.
    private static bool HoldsTrees(string repository)
    {
        var common = RepositoryPlace.CommonFolder(repository);
        if (Directory.Exists(Path.Combine(common, "refs", "trees"))) return true;
        var packed = Path.Combine(common, "packed-refs");
        return File.Exists(packed) && File.ReadLines(packed).Any(static line => line.Contains(" refs/trees/", StringComparison.Ordinal));
    }

    /// <summary>The commits with the trees that hold each: one git a tree, for all commits.</summary>
    /// <param name="repository">The git folder.</param>
    /// <param name="commits">The commits, by any key.</param>
    /// <param name="trees">The trees and their refs.</param>
    /// <param name="cancel">Ends it early.</param>
    public static async Task<ImmutableDictionary<string, KnownCommit?>> PlaceAsync(
        string repository, ImmutableDictionary<string, KnownCommit?> commits, ImmutableArray<(string Tree, string Ref)> trees, CancellationToken cancel)
    {
        var ids = commits.Values.OfType<KnownCommit>().Select(commit => commit.Id).Distinct(StringComparer.Ordinal).ToList();
        if (ids.Count == 0 || trees.IsEmpty) return commits;
        var holds = new List<(string Tree, HashSet<string> Lacks)>();
        foreach (var (tree, name) in trees)
        {
            // What cannot be reached from the tree is listed, with what lies between: only those asked for count.
            var asked = Encoding.ASCII.GetBytes(string.Concat(ids.Select(id => id + "\n")) + $"^{name}\n");
            var result = (await GitProgram.RunAsync(repository, ["rev-list", "--stdin"], cancel, asked)).OrThrow($"asking which commits are in {tree}");
            holds.Add((tree, result.Text.Split('\n').ToHashSet(StringComparer.Ordinal)));
        }

        return commits.ToImmutableDictionary(pair => pair.Key, pair => pair.Value is null ? null : pair.Value with { Trees = [.. holds.Where(tree => !tree.Lacks.Contains(pair.Value.Id)).Select(tree => tree.Tree)] });
    }

    private static List<(string Name, string Url)> ReadRemotes(string[] lines)
    {
        var remotes = new List<(string, string)>();
        var name = "";
        foreach (var line in lines.Select(line => line.Trim()))
        {
            if (line.StartsWith('[')) name = line.StartsWith("[remote \"", StringComparison.Ordinal) ? line["[remote \"".Length..].TrimEnd(']').TrimEnd('"') : "";
            else if (name.Length > 0 && line.StartsWith("url", StringComparison.Ordinal) && line.IndexOf('=', StringComparison.Ordinal) is > 0 and var at) remotes.Add((name, line[(at + 1)..].Trim()));
        }

        return remotes;
    }

    // git.kernel.org is reached by several protocols and hosts: the path tells.
    private static bool Same(string url, string repository) => PathOf(url).Equals(PathOf(repository), StringComparison.Ordinal);

    private static string PathOf(string url)
    {
        var start = url.IndexOf("://", StringComparison.Ordinal);
        var rest = start < 0 ? url : url[(start + 3)..];
        var slash = rest.IndexOfAny(['/', ':']);
        var path = (slash < 0 ? rest : rest[(slash + 1)..]).TrimEnd('/');
        return path.EndsWith(".git", StringComparison.Ordinal) ? path[..^4] : path;
    }
}
