using System.Collections.Immutable;

namespace Tributary.Policy;

/// <summary>Where the commit is that a series mends (<c>Fixes:</c>), as far as the trees at hand prove it: in trees of features alone, or where fixes go.</summary>
/// <param name="Commit">The commit, abbreviated.</param>
/// <param name="OnlyIn">The trees of features that hold it while no other does; empty: mainline or a tree of fixes has it.</param>
public sealed record FixedPlace(string Commit, ImmutableArray<string> OnlyIn)
{
    /// <summary>The name of mainline among the trees.</summary>
    public const string Mainline = "mainline";

    private const int Digits = 12;

    // As long as trees take fixes of something: a cycle, and the merge window after it.
    private static readonly TimeSpan Cycle = TimeSpan.FromDays(90);

    /// <summary>Where the commits are. One that only trees of features have decides: a tree of fixes cannot take what mends it.</summary>
    /// <param name="profile">Whose trees.</param>
    /// <param name="mended">The commits that the series names, with the trees that hold each, mainline among them.</param>
    /// <param name="atHand">The trees that were asked, mainline among them.</param>
    /// <returns>Null where nothing is proven: a tree that was not asked may hold it too.</returns>
    public static FixedPlace? Of(Profile profile, IEnumerable<KnownCommit> mended, IReadOnlyCollection<string> atHand)
    {
        ArgumentNullException.ThrowIfNull(profile);
        FixedPlace? elsewhere = null;
        foreach (var commit in mended)
        {
            ImmutableArray<string> features = [.. profile.Trees.Where(tree => tree.Kind == TreeKind.Features && commit.Trees.Contains(tree.Name)).Select(static tree => tree.Name)];
            var name = commit.Id[..Math.Min(Digits, commit.Id.Length)];
            if (commit.Trees.Contains(Mainline) || profile.Trees.Any(tree => tree.Kind == TreeKind.Fixes && commit.Trees.Contains(tree.Name))) elsewhere ??= new(name, []);
            else if (!features.IsEmpty && IsProven(profile, features, atHand)) return new(name, features);
        }

        return elsewhere;
    }

    /// <summary>
    /// True while it tells for which tree a series is. That mainline has a commit by now says nothing of the day on which an old series was sent; that no tree of fixes has
    /// it yet does.
    /// </summary>
    public bool TellsOf(DateTimeOffset sent, DateTimeOffset now) => !OnlyIn.IsEmpty || now - sent <= Cycle;

    /// <summary>As it is kept: the commit and the trees, with blanks between.</summary>
    public string Write() => string.Join(' ', OnlyIn.Insert(0, Commit));

    /// <summary>Reads what was kept; null for nothing.</summary>
    public static FixedPlace? Read(string? text) => text?.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var commit, .. var trees] ? new(commit, [.. trees]) : null;

    // What goes into a tree of fixes comes into that of features by a merge: both must be at hand, and mainline, which takes what features were in its window.
    private static bool IsProven(Profile profile, ImmutableArray<string> features, IReadOnlyCollection<string> atHand) =>
        (profile.Mainline is null || atHand.Contains(Mainline))
        && features.All(tree => profile.Routing.Areas.FirstOrDefault(area => RouteReading.IsOf(area, tree)) is { } area && atHand.Contains(area.Fixes));
}
