using System.Collections.Immutable;
using System.Globalization;

namespace Tributary.Workflow;

/// <summary>The subject of a pull request (TREE-4): <c>pull-request: bpf-next 2024-11-14</c>, or <c>[GIT PULL] BPF changes for v6.13</c> to mainline.</summary>
public static class PullSubject
{
    private const string Version = "{version}";
    private const string Day = "{date}";

    /// <summary>Fills in the form that fits the destination.</summary>
    /// <param name="forms">The profile's forms: those with a version are for mainline, of features first, of fixes last.</param>
    /// <param name="request">The tree; whether it takes fixes; whether mainline is asked.</param>
    /// <param name="window">How the merge window stands, or null where nobody knows.</param>
    /// <param name="today">The day.</param>
    public static string Write(ImmutableArray<string> forms, (string Tree, bool IsFixes, bool IsToMainline) request, WindowStanding? window, DateOnly today)
    {
        var versions = forms.Where(form => form.Contains(Version, StringComparison.Ordinal)).ToList();
        var day = forms.FirstOrDefault(form => form.Contains(Day, StringComparison.Ordinal)) ?? "Pull request of {tree}, {date}";
        var form = request.IsToMainline && versions.Count > 0 && window is not null ? request.IsFixes ? versions[^1] : versions[0] : day;
        var slash = request.Tree.IndexOf('/', StringComparison.Ordinal);
        return form.Replace("{tree}", slash < 0 ? request.Tree : request.Tree[..slash], StringComparison.Ordinal)
            .Replace(Day, today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace(Version, window is null ? "" : VersionFor(window, request.IsFixes), StringComparison.Ordinal);
    }

    /// <summary>What a pull request that is sent now goes into: fixes into the next candidate, features into the release of the window that is open or comes next.</summary>
    public static string VersionFor(WindowStanding window, bool isFixes)
    {
        if (isFixes) return window.IsOpen ? window.Coming + "-rc1" : string.Create(CultureInfo.InvariantCulture, $"{window.Coming}-rc{(window.Newest.Candidate ?? 0) + 1}");
        return window.IsOpen ? window.Coming : window.Newest.NextRelease;
    }
}
