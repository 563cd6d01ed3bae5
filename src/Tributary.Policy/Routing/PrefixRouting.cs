using System.Collections.Immutable;

namespace Tributary.Policy;

/// <summary>
/// The tree that a series' prefix names (PFX-1). A tree is named by a whole word, in any case, never by a part of one. Where the words
/// name several trees, (1) the tag of the most words wins (<c>iproute2 net-next</c> is iproute2's), then (2) a tool before
/// features before fixes, since <c>bpf</c> and <c>net</c> are areas too and <c>net-next</c> is nothing but a tree, then (3) what stands first.
/// </summary>
public static class PrefixRouting
{
    // A reason stays one readable sentence, whatever a subject holds.
    private const int MostWords = 5;
    private const int LongestWord = 40;
    private static readonly string[] Plain = ["RFC", "RESEND", "REPOST"];

    /// <summary>Decides by the words of the prefix alone.</summary>
    /// <param name="profile">Whose trees.</param>
    /// <param name="tags">The words of the prefix, as written.</param>
    public static TreeDecision Decide(Profile profile, ImmutableArray<string> tags)
    {
        // (To split by more than three letters would be compiled while the program runs.)
        var words = string.Join(' ', tags.AsSpan()).Replace('\t', ' ').Split([' ', ',', ';'], StringSplitOptions.RemoveEmptyEntries);
        var named = new List<Candidate>();
        foreach (var tree in profile.Trees)
        {
            foreach (var tag in tree.Tags) Insert(named, tree, FindPlaces(tag, words));
        }

        if (named.Count == 0) return new(null, NoneReason(words));

        var best = named[0];
        var said = Said(words, best);
        var other = named.Find(candidate => candidate.Tree != best.Tree && candidate.Words == best.Words);
        return new(best.Tree.Name, other is null ? $"The subject says {said}." : $"The subject says {said} and {Said(words, other)}; {Because(best, other)}.");
    }

    // Plain loops: what LINQ makes of numbers is compiled only when it runs, and every check asks this.
    private static int[]? FindPlaces(string tag, string[] words)
    {
        var parts = tag.Split(' ');
        var places = new int[parts.Length];
        for (var index = 0; index < parts.Length; index++)
        {
            var part = parts[index];
            places[index] = Array.FindIndex(words, word => word.Equals(part, StringComparison.OrdinalIgnoreCase));
            if (places[index] < 0) return null;
        }

        return places;
    }

    // Behind those that are as good.
    private static void Insert(List<Candidate> named, ProfileTree tree, int[]? places)
    {
        if (places is null) return;
        var first = places[0];
        foreach (var place in places) first = Math.Min(first, place);
        var candidate = new Candidate(tree, places.Length, first, places);
        var at = named.Count;
        while (at > 0 && IsBetter(candidate, named[at - 1])) at--;
        named.Insert(at, candidate);
    }

    private static bool IsBetter(Candidate one, Candidate other)
    {
        if (one.Words != other.Words) return one.Words > other.Words;
        return one.Tree.Kind != other.Tree.Kind ? one.Tree.Kind > other.Tree.Kind : one.First < other.First;
    }

    private static string Said(string[] words, Candidate candidate)
    {
        var said = new List<string>();
        for (var place = 0; place < words.Length; place++)
        {
            foreach (var one in candidate.Places)
            {
                if (one == place) said.Add(words[place]);
            }
        }

        return string.Join(' ', said);
    }

    private static string Because(Candidate best, Candidate other) =>
        best.Tree.Kind == other.Tree.Kind ? $"{best.Tree.Name} stands first" : best.Tree.Kind switch
        {
            TreeKind.Tools => $"{best.Tree.Name} is a tool with trees of its own",
            _ => $"{other.Tree.Name} is an area too, {best.Tree.Name} is only a tree",
        };

    private static string NoneReason(string[] words)
    {
        string[] unknown = [.. words.Where(word => !Plain.Contains(word, StringComparer.OrdinalIgnoreCase))];
        var said = string.Join(' ', unknown.Take(MostWords).Select(word => word.Length > LongestWord ? word[..LongestWord] + "…" : word));
        return unknown.Length switch
        {
            0 => "The subject names no tree.",
            1 => $"The subject says {said}, which is no tree of ours.",
            _ => $"The subject says {said}{(unknown.Length > MostWords ? " …" : "")}, and none of it is a tree of ours.",
        };
    }

    private sealed record Candidate(ProfileTree Tree, int Words, int First, int[] Places);
}

/// <summary>Where a series goes, and why.</summary>
/// <param name="Tree">The tree's name, or null for nowhere.</param>
/// <param name="Reason">The reason, one sentence.</param>
public sealed record TreeDecision(string? Tree, string Reason);
