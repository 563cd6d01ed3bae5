using System.Collections.Immutable;
using Tributary.Git;
using Tributary.Policy;

namespace Tributary.Server;

/// <summary>
/// Adds to the facts of a series what the trees at hand know: the commits that it names and the trees that hold them, the kernel's changes that tools follow, and whom
/// MAINTAINERS names.
/// </summary>
/// <param name="root">The folder of the repositories of trees (<c>trib tree</c>); empty where there is none.</param>
internal sealed class TreeFacts(string root)
{
    private readonly MaintainersAtHand maintainers = new();

    /// <summary>Adds it. A repository that cannot be read adds nothing.</summary>
    /// <param name="facts">What is known already.</param>
    /// <param name="series">The series.</param>
    /// <param name="tree">The tree that it is for, or null.</param>
    /// <param name="cancel">Ends it early.</param>
    public async Task<TreesSaid> AddAsync(Facts facts, SeriesMail series, string? tree, CancellationToken cancel)
    {
        var said = new TreesSaid(facts, null);
        if (root.Length == 0 || !Directory.Exists(root)) return said;
        var asked = new TreeQuestion(series, tree, FactQuestions.Commits(series), FactQuestions.KernelTitles(series, facts.Profile));
        foreach (var repository in Directory.EnumerateDirectories(root, "*.git").Order(StringComparer.Ordinal).ToList())
        {
            try
            {
                said = await AddAsync(said, repository, asked, cancel);
            }
            catch (GitException)
            {
                // The page of the trees says what is wrong with it; what it would have known is not known.
            }
        }

        return said;
    }

    private async Task<TreesSaid> AddAsync(TreesSaid said, string repository, TreeQuestion asked, CancellationToken cancel)
    {
        var (facts, place) = said;
        var all = await TreeRefs.ListAsync(repository, facts.Profile, cancel, withMainline: true);
        if (all.IsEmpty) return said;
        if (FindRef(all, asked.Tree) is { } name && facts.Recipients.IsEmpty) facts = await maintainers.AddAsync(facts, asked.Series, repository, name, cancel);
        // That a commit is in none of the trees at hand does not prove that there is no such commit: it may be in a tree of somebody else.
        var found = await CommitLookup.FindAsync(repository, asked.Commits, cancel);
        var known = found.RemoveRange(found.Where(commit => commit.Value is null).Select(commit => commit.Key));
        if (!known.IsEmpty)
        {
            known = await TreeRefs.PlaceAsync(repository, known, all, cancel);
            place ??= FixedPlace.Of(facts.Profile, FactQuestions.Fixes(asked.Series).Select(hex => known.GetValueOrDefault(hex)).OfType<KnownCommit>(), [.. all.Select(static tree => tree.Tree)]);
            facts = facts with { Commits = facts.Commits.SetItems(known.Select(static commit => KeyValuePair.Create(commit.Key, WithoutMainline(commit.Value)))), HasTrees = true };
        }

        ImmutableArray<(string Tree, string Ref)> trees = [.. all.Where(static tree => tree.Tree != FixedPlace.Mainline)];
        if (!asked.Titles.IsEmpty) facts = facts with { KernelChanges = facts.KernelChanges.SetItems(await TitleLookup.FindAsync(repository, asked.Titles, facts.Profile, trees, cancel)) };
        return new(facts, place);
    }

    // Rules speak of the profile's own trees.
    private static KnownCommit? WithoutMainline(KnownCommit? commit) => commit is null ? null : commit with { Trees = commit.Trees.Remove(FixedPlace.Mainline) };

    private static string? FindRef(ImmutableArray<(string Tree, string Ref)> trees, string? tree) =>
        trees.Where(one => one.Tree == tree).Concat(trees.Where(one => tree is null && one.Tree == FixedPlace.Mainline)).Select(static one => one.Ref).FirstOrDefault();

    private sealed record TreeQuestion(SeriesMail Series, string? Tree, ImmutableArray<string> Commits, ImmutableArray<string> Titles);
}

/// <summary>What trees said of a series.</summary>
/// <param name="Facts">For the rules.</param>
/// <param name="Fixed">Where the commit is that it mends; null where nothing is proven.</param>
internal sealed record TreesSaid(Facts Facts, FixedPlace? Fixed);
