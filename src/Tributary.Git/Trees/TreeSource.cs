namespace Tributary.Git;

/// <summary>Where a tree is fetched from.</summary>
/// <param name="Name">Its name, e.g. <c>bpf-next/net</c>.</param>
/// <param name="Url">A URL or a path of this machine.</param>
/// <param name="Branch">Its branch, e.g. <c>master</c>.</param>
public sealed record TreeSource(string Name, string Url, string Branch)
{
    /// <summary>True for what git may be told to fetch from: http, https, git, ssh, file, a full path, or <c>host:path</c> of ssh.</summary>
    public static bool IsAddress(string url) =>
        url.Length > 0 && url[0] != '-' && !url.Any(char.IsControl)
        && (Path.IsPathRooted(url) || InboxLocation.IsUrl(url) || (url.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon && !url.Contains("::", StringComparison.Ordinal) && !url[..colon].Contains('/', StringComparison.Ordinal) && !url.Contains("://", StringComparison.Ordinal)));

    /// <summary>True for the name of a branch, e.g. <c>for-next/core</c>.</summary>
    public static bool IsBranch(string name) => Workflow.TreeName.IsTree(name);

    /// <summary>True for the pattern of many branches, with one star: <c>linux-*.y</c>.</summary>
    public static bool IsPattern(string name) => name.Count(static letter => letter == '*') == 1 && IsBranch(name.Replace('*', 'x'));
}
