using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Tributary.Workflow;

namespace Tributary.Git;

/// <summary>Counts what a tree has and its destination does not; remembers it while neither moves.</summary>
public sealed class StagedReader
{
    private readonly ConcurrentDictionary<string, (CommitId Tip, CommitId Into, StagedCommits Staged)> known = new();

    /// <summary>What is staged in a tree.</summary>
    /// <param name="repository">Where both are.</param>
    /// <param name="tree">The tree.</param>
    /// <param name="into">Its destination.</param>
    /// <param name="cancel">Ends it early.</param>
    /// <returns>Null where one of them is not at hand.</returns>
    /// <exception cref="GitException">git failed.</exception>
    public async Task<StagedCommits?> ReadAsync(TreeRepository repository, string tree, string into, CancellationToken cancel)
    {
        if (await repository.FindTipAsync(tree, cancel) is not { } tip || await repository.FindTipAsync(into, cancel) is not { } destination) return null;
        var key = $"{repository.Folder}\n{tree}\n{into}";
        if (known.TryGetValue(key, out var before) && before.Tip == tip && before.Into == destination) return before.Staged;
        var listed = (await repository.RunAsync(["log", "--no-merges", "--format=%ct%x1f%B%x1e", $"{destination.Hex}..{tip.Hex}"], cancel)).OrThrow($"counting what {tree} has for {into}");
        var (count, urgent, oldest) = (0, 0, (DateTimeOffset?)null);
        foreach (var record in Encoding.UTF8.GetString(listed.Output.Span).Split('\x1e'))
        {
            var fields = record.TrimStart('\n').Split('\x1f', 2);
            if (fields.Length < 2 || !long.TryParse(fields[0], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seconds)) continue;
            count++;
            if (fields[1].Contains("\nFixes: ", StringComparison.Ordinal) && fields[1].Contains("\nReported-by: ", StringComparison.Ordinal)) urgent++;
            var at = DateTimeOffset.FromUnixTimeSeconds(Math.Clamp(seconds, 0, 253_000_000_000));
            if (oldest is null || at < oldest) oldest = at;
        }

        var staged = new StagedCommits(count, urgent, oldest);
        known[key] = (tip, destination, staged);
        return staged;
    }
}

/// <summary>What a tree has and its destination does not.</summary>
/// <param name="Count">Commits without merges.</param>
/// <param name="Urgent">Those that mend what somebody ran into: with Fixes: and Reported-by:.</param>
/// <param name="OldestAt">When the oldest was committed; null where there is none.</param>
public sealed record StagedCommits(int Count, int Urgent, DateTimeOffset? OldestAt);
