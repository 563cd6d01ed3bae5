using System.Collections.Immutable;
using System.Globalization;

namespace Tributary.Workflow;

/// <summary>Writes the text of a pull request (TREE-4). All that it counts comes from git.</summary>
/// <param name="Facts">What it asks for.</param>
public sealed record PullLetter(PullFacts Facts)
{
    private const string Rule = "----------------------------------------------------------------";

    /// <summary>The tree that is asked to pull.</summary>
    public required string Into { get; init; }

    /// <summary>What is pulled, in the words of its people, e.g. <c>BPF</c>.</summary>
    public required string Title { get; init; }

    /// <summary>Where from: a URL.</summary>
    public required string Url { get; init; }

    /// <summary>The branch, or <c>tags/NAME</c>.</summary>
    public required string Ref { get; init; }

    /// <summary>The text of the tag, or null where there is none.</summary>
    public string? TagText { get; init; }

    /// <summary>How it begins, e.g. <c>Hi Linus,</c>.</summary>
    public string Greeting { get; init; } = "Hello,";

    /// <summary>Who signs it, or null.</summary>
    public string? Signature { get; init; }

    /// <summary>The list of the main changes.</summary>
    public required string Changes { get; init; }

    /// <summary>When it is written.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>What <c>git request-pull</c> says of it.</summary>
    public string Request => $"""
        The following changes since commit {Facts.Base.Id.Hex}:

          {Facts.Base.Title} ({Date(Facts.Base)})

        are available in the Git repository at:

          {Url} {Ref}

        for you to fetch changes up to {Facts.Head.Id.Hex}:

          {Facts.Head.Title} ({Date(Facts.Head)})

        {Rule}

        """ + (TagText is null ? "" : $"{TagText.TrimEnd('\n')}\n\n{Rule}\n") + $"{Facts.Shortlog.TrimEnd('\n')}\n\n{Facts.Diffstat.TrimEnd('\n')}\n";

    /// <summary>The counts in a sentence.</summary>
    public string Counts => string.Create(CultureInfo.InvariantCulture,
        $"We've added {Facts.Count} non-merge commits during the last {Facts.DaysTo(Now)} day(s) which contain\na total of {Facts.Files} files changed, {Facts.Insertions} insertions(+), {Facts.Deletions} deletions(-).\n");

    /// <summary>The summary: what stands in a signed tag too.</summary>
    public string Summary => $"{Counts}\nThe main changes are:\n\n{Changes.TrimEnd('\n')}\n";

    /// <summary>The whole text as networking gets it: summary, conflicts, where from, thanks, then git's.</summary>
    public string WriteLong() =>
        $"{Greeting}\n\nThe following pull-request contains {Title} updates for your *{Into}* tree.\n\n{Summary}\n{Conflicts()}Please consider pulling these changes from:\n\n  {Url} {Ref}\n\nThanks a lot!\n\n{Thanks()}{Rule}\n\n{Request}{Sign()}";

    /// <summary>The text as mainline gets it: git's, with the summary above it where no tag holds it.</summary>
    public string WriteShort() => $"{Greeting}\n\n{(TagText is null ? Summary + "\n" : "")}{Conflicts()}{Request}{Sign()}";

    private string Sign() => Signature is null ? "" : $"\nThanks,\n{Signature}\n";

    private string Thanks() => PullThanks.List(Facts.Patches) is { IsEmpty: false } names
        ? "Also thanks to reporters, reviewers and testers of commits in this pull-request:\n\n" + PullChanges.Fold("", string.Join(", ", names)) + "\n" : "";

    private string Conflicts()
    {
        if (Facts.Conflicts.IsEmpty) return "";
        return $"There are merge conflicts with {Into}, in:\n\n" + string.Concat(Facts.Conflicts.Select(one =>
            $"  {one.Path}\n{(one.Ours is { } ours ? $"    here     {ours}\n" : "")}{(one.Theirs is { } theirs ? $"    {Into,-8} {theirs}\n" : "")}")) + "\n";
    }

    private static string Date(PullCommit commit) => commit.CommittedAt.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) + " " + commit.CommittedAt.ToString("zzz", CultureInfo.InvariantCulture).Replace(":", "", StringComparison.Ordinal);
}
