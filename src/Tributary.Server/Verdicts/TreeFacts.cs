using System.Collections.Immutable;
using Tributary.Git;
using Tributary.Policy;

namespace Tributary.Server;

/// <summary>Adds to the facts of a series what the trees at hand know: the commits that it names and the trees that hold them, and the kernel's changes that tools follow.</summary>
/// <param name="root">The folder of the repositories of trees (<c>trib tree</c>); empty where there is none.</param>
internal sealed class TreeFacts(string root)
{
    /// <summary>Adds it. A repository that cannot be read adds nothing.</summary>
    /// <param name="facts">What is known already.</param>
    /// <param name="series">The series.</param>
    /// <param name="cancel">Ends it early.</param>
    public async Task<Facts> AddAsync(Facts facts, SeriesMail series, CancellationToken cancel)
    {
        if (root.Length == 0 || !Directory.Exists(root)) return facts;
        var (names, titles) = (FactQuestions.Commits(series), FactQuestions.KernelTitles(series, facts.Profile));
        if (names.IsEmpty && titles.IsEmpty) return facts;
        foreach (var repository in Directory.EnumerateDirectories(root, "*.git").Order(StringComparer.Ordinal).ToList())
        {
            try
            {
                facts = await AddAsync(facts, repository, (names, titles), cancel);
            }
            catch (GitException)
            {
                // The page of the trees says what is wrong with it; what it would have known is not known.
            }
        }

        return facts;
    }

    private static async Task<Facts> AddAsync(Facts facts, string repository, (ImmutableArray<string> Names, ImmutableArray<string> Titles) asked, CancellationToken cancel)
    {
        var trees = await TreeRefs.ListAsync(repository, facts.Profile, cancel);
        if (trees.IsEmpty) return facts;
        // That a commit is in none of the trees at hand does not prove that there is no such commit: it may be in a tree of somebody else.
        var found = await CommitLookup.FindAsync(repository, asked.Names, cancel);
        var known = found.RemoveRange(found.Where(commit => commit.Value is null).Select(commit => commit.Key));
        if (!known.IsEmpty) facts = facts with { Commits = facts.Commits.SetItems(await TreeRefs.PlaceAsync(repository, known, trees, cancel)), HasTrees = true };
        return asked.Titles.IsEmpty ? facts : facts with { KernelChanges = facts.KernelChanges.SetItems(await TitleLookup.FindAsync(repository, asked.Titles, facts.Profile, trees, cancel)) };
    }
}
