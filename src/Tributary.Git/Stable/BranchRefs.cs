using System.Collections.Immutable;
using Tributary.Workflow;

namespace Tributary.Git;

/// <summary>Reads which branches and releases a family's repository has.</summary>
public static class BranchRefs
{
    /// <summary>Mainline and the stable branches with their tips, and the tags that are releases, each name once.</summary>
    /// <param name="repository">The git folder.</param>
    /// <param name="mainline">The ref of mainline, e.g. <c>refs/trees/mainline</c>.</param>
    /// <param name="isStable">Says by the last part of a tree's name whether it is a stable branch, e.g. <c>linux-6.6.y</c>.</param>
    /// <param name="cancel">Ends it early.</param>
    /// <exception cref="GitException">git failed.</exception>
    public static async Task<(ImmutableArray<IndexedBranch> Branches, ImmutableArray<ReleaseTag> Releases)> ReadAsync(
        string repository, string mainline, Predicate<string> isStable, CancellationToken cancel)
    {
        // show-ref takes the peeled tags from packed-refs: it opens no object for them.
        var result = await GitProgram.RunAsync(repository, ["show-ref", "-d"], cancel);
        if (!result.IsSuccess && result.ExitCode != 1) result.OrThrow($"reading the refs of {repository}");
        var branches = ImmutableArray.CreateBuilder<IndexedBranch>();
        var tags = new Dictionary<string, CommitId>(StringComparer.Ordinal);
        foreach (var line in result.Text.Split('\n'))
        {
            if (line.IndexOf(' ', StringComparison.Ordinal) is not (> 0 and var blank) || !CommitId.TryParse(line[..blank], out var id)) continue;
            var name = line[(blank + 1)..];
            if (name == mainline) branches.Insert(0, new(IndexedBranch.Mainline, id));
            else if (TreeRef.TreeOf(name) is { } tree && tree[(tree.LastIndexOf('/') + 1)..] is var last && isStable(last)) branches.Add(new(last, id));
            else if (TagOf(name) is { } tag) tags[tag] = id;
        }

        return (branches.ToImmutable(), [.. tags.Select(static tag => new ReleaseTag(tag.Key, tag.Value)).Order()]);
    }

    // The commit of an annotated tag stands in the line behind it, with ^{} after the name: it takes the tag's place.
    private static string? TagOf(string name)
    {
        if (!name.StartsWith("refs/tree-tags/", StringComparison.Ordinal) && !name.StartsWith("refs/tags/", StringComparison.Ordinal)) return null;
        var last = name[(name.LastIndexOf('/') + 1)..];
        if (last.EndsWith("^{}", StringComparison.Ordinal)) last = last[..^3];
        return ReleaseTag.IsRelease(last) ? last : null;
    }
}
