using System.Collections.Immutable;
using System.Globalization;
using Tributary.Mail;
using Tributary.Patches;
using Tributary.Policy;
using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Server;

/// <summary>What the names of templates stand for. Pure. Nothing that strangers wrote makes a line of its own.</summary>
internal static class NoticeText
{
    private const int MostQuoted = 10;

    /// <summary>What every letter about a series may name.</summary>
    /// <param name="series">The series.</param>
    /// <param name="project">The link name of its project.</param>
    /// <param name="site">Where people reach this site; empty where that is not known.</param>
    public static ImmutableDictionary<string, string> Of(NoticeSeries series, string project, string site) => ImmutableDictionary<string, string>.Empty
        .Add("submitter", Line(series.Submitter.Name.Length > 0 ? series.Submitter.Name : series.Submitter.Address))
        .Add("what", series.IsPullRequest ? "pull request" : series.Patches.Length > 1 ? "series" : "patch")
        .Add("name", Line(series.Name))
        .Add("date", DateOf(series.Head))
        .Add("project", project)
        .Add("link", site.Length > 0 ? site + Addresses.Series(series.Id) : "");

    /// <summary>When a mail says that it was sent.</summary>
    public static string DateOf(Message message) =>
        message.FindHeader("Date") is { Length: > 0 and < 100 } said ? Line(said) : message.Date.ToString("ddd, dd MMM yyyy HH:mm:ss '+0000'", CultureInfo.InvariantCulture);

    /// <summary>The first lines of a mail, each quoted.</summary>
    public static string Quote(Message head)
    {
        var lines = PatchMail.Read(head).Content.Split('\n').Select(static line => VisibleText.Flatten(line.TrimEnd())).ToList();
        var quoted = lines.Take(MostQuoted).Select(static line => line.Length == 0 ? ">" : $"> {line}").ToList();
        while (quoted.Count > 0 && quoted[^1] == ">") quoted.RemoveAt(quoted.Count - 1);
        return string.Join('\n', lines.Count > MostQuoted ? quoted.Append(">").Append("> [...]") : quoted);
    }

    /// <summary>One line a patch: its name, its commit, and where that is shown.</summary>
    /// <param name="series">The series.</param>
    /// <param name="commits">The commits by mail.</param>
    /// <param name="where">Repository and branch; null where they are not known.</param>
    /// <param name="link">The profile's address of a commit.</param>
    public static ImmutableArray<ImmutableDictionary<string, string>> ListPatches(
        NoticeSeries series, IReadOnlyDictionary<long, CommitId> commits, GitBranch? where, string? link) =>
    [
        .. series.Patches.Select(patch =>
        {
            var line = ImmutableDictionary<string, string>.Empty.Add("patch", Line(patch.Name));
            return commits.TryGetValue(patch.Message, out var commit)
                ? line.Add("commit", commit.Hex).Add("commit-link", LinkOf(commit, where, link)) : line.Add("commit-link", "(no matching commit)");
        }),
    ];

    /// <summary>The repository as people name it: the last two parts of its address, <c>bpf/bpf-next.git</c>.</summary>
    public static string NameOf(GitBranch? where, string tree) =>
        where is null ? tree : string.Join('/', where.Repository.TrimEnd('/').Split('/').TakeLast(2));

    private static string LinkOf(CommitId commit, GitBranch? where, string? link) => where is null || link is null ? $"commit {commit.Hex}"
        : link.Replace("{repository}", NameOf(where, "").Replace(".git", "", StringComparison.Ordinal), StringComparison.Ordinal).Replace("{commit}", commit.Hex[..12], StringComparison.Ordinal);

    private static string Line(string text) => VisibleText.Flatten(text);
}
