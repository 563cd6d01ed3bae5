using System.Collections.Immutable;
using System.Text;
using Tributary.Workflow;

namespace Tributary.Server;

/// <summary>Where a commit is, as JSON says it.</summary>
/// <param name="Asked">As it was asked.</param>
/// <param name="Commit">The commit.</param>
/// <param name="Title">Its title.</param>
/// <param name="Author">Who wrote it.</param>
/// <param name="Mainline">The first release of mainline that has it; <c>pending</c> where none has it yet, null where mainline lacks it.</param>
/// <param name="RevertedInMainline">The commit that took it back there, or null.</param>
/// <param name="BroughtAgainInMainline">The commit that brought it again there after it was taken back, or null.</param>
/// <param name="Following">The commits of mainline that fix it again, or take it back.</param>
/// <param name="Branches">The stable branches, the newest first.</param>
public sealed record WhereView(
    string Asked, string Commit, string Title, string Author, string? Mainline, string? RevertedInMainline, string? BroughtAgainInMainline, ImmutableArray<FollowingView> Following, ImmutableArray<WhereBranchView> Branches)
{
    /// <summary>The view of an answer.</summary>
    public static WhereView From(string asked, Whereabouts where) => new(
        asked, where.Commit.Id.Hex, where.Commit.Title, $"{where.Commit.Author.Name} <{where.Commit.Author.Address}>",
        where.Mainline is null ? null : where.Mainline.Release ?? "pending", where.RevertedInMainline?.Commit.Id.Hex, where.AgainInMainline?.Commit.Id.Hex,
        [.. where.Following.Select(FollowingView.From)], [.. where.Branches.Select(WhereBranchView.From)]);
}

/// <summary>How a branch stands to a commit, as JSON says it.</summary>
/// <param name="Branch">The branch.</param>
/// <param name="Standing"><c>there</c>, <c>reverted</c>, <c>needed</c>, <c>not-needed</c>, <c>unknown</c> or <c>dead</c>.</param>
/// <param name="Commit">The commit there, or null.</param>
/// <param name="Release">The first release of the branch that has it; <c>pending</c> where none has it yet; null where it is not there.</param>
/// <param name="Evidence"><c>itself</c>, <c>stated</c>, <c>patch-id</c>, <c>lines</c> or <c>title</c>; null where it is not there.</param>
/// <param name="RevertedBy">The commit that took it back, or null.</param>
/// <param name="BroughtAgainBy">The commit that reverted the revert, or null.</param>
/// <param name="Culprit">The commit by which the branch has the culprit, or null.</param>
/// <param name="Why">Why, in a sentence.</param>
public sealed record WhereBranchView(string Branch, string Standing, string? Commit, string? Release, string? Evidence, string? RevertedBy, string? BroughtAgainBy, string? Culprit, string Why)
{
    /// <summary>The view of an answer.</summary>
    public static WhereBranchView From(BranchAnswer answer) => new(
        answer.Branch.Name, Slug(answer.Standing.ToString()), answer.There?.Commit.Id.Hex, answer.There is null ? null : answer.There.Release ?? "pending",
        answer.There is null ? null : Slug(answer.There.Evidence.ToString()), answer.RevertedBy?.Commit.Id.Hex, answer.Again?.Commit.Id.Hex, answer.Culprit?.Commit.Id.Hex, answer.Why);

    /// <summary><c>not-needed</c> of NotNeeded.</summary>
    public static string Slug(string name)
    {
        var slug = new StringBuilder();
        foreach (var letter in name)
        {
            if (char.IsAsciiLetterUpper(letter) && slug.Length > 0) slug.Append('-');
            slug.Append(char.ToLowerInvariant(letter));
        }

        return slug.ToString();
    }
}
