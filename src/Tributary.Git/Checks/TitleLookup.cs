using System.Collections.Immutable;
using System.Globalization;
using Tributary.Policy;

namespace Tributary.Git;

/// <summary>Finds commits by their titles in the trees at hand: among the newest, since a title of years ago says nothing of today's change.</summary>
public static class TitleLookup
{
    private const int Newest = 20_000;

    /// <summary>The first tree that holds each title.</summary>
    /// <param name="repository">The git folder.</param>
    /// <param name="titles">The titles.</param>
    /// <param name="profile">Whose trees: those of tools are not asked, those for fixes are asked first, since what they hold is in the others soon.</param>
    /// <param name="trees">The trees and their refs (<see cref="TreeRefs"/>).</param>
    /// <param name="cancel">Ends it early.</param>
    /// <returns>The name of the tree by title; titles that none of them holds are left out.</returns>
    /// <exception cref="GitException">git failed.</exception>
    public static async Task<ImmutableDictionary<string, string>> FindAsync(
        string repository, ImmutableArray<string> titles, Profile profile, ImmutableArray<(string Tree, string Ref)> trees, CancellationToken cancel)
    {
        var found = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        var kernels = from kernel in profile.Trees
                      where kernel.Kind != TreeKind.Tools
                      orderby kernel.Kind
                      from one in trees
                      where one.Tree == kernel.Name
                      select one;
        foreach (var (tree, name) in kernels)
        {
            if (found.Count == titles.Length) break;
            ImmutableArray<string> words = ["log", "--no-merges", "--format=%s", string.Create(CultureInfo.InvariantCulture, $"--max-count={Newest}"), name];
            var there = (await GitProgram.RunAsync(repository, words, cancel)).OrThrow($"looking for titles in {tree}").Text.Split('\n').ToHashSet(StringComparer.Ordinal);
            foreach (var title in titles)
            {
                if (there.Contains(title)) found.TryAdd(title, tree);
            }
        }

        return found.ToImmutable();
    }
}
