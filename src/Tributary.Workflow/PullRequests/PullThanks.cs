using System.Collections.Immutable;

namespace Tributary.Workflow;

/// <summary>Whom a pull request thanks: reporters, reviewers and testers of its commits, by their trailers.</summary>
public static class PullThanks
{
    private static readonly ImmutableArray<string> Keys = ["Reported-by:", "Reviewed-by:", "Acked-by:", "Tested-by:", "Reported-and-tested-by:"];

    /// <summary>Their names, each once, in order.</summary>
    public static ImmutableArray<string> List(IEnumerable<PullCommit> commits)
    {
        var names = new SortedSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var line in commits.SelectMany(commit => commit.Message.Split('\n')))
        {
            var trimmed = line.Trim();
            if (Keys.FirstOrDefault(key => trimmed.StartsWith(key, StringComparison.OrdinalIgnoreCase)) is not { } key) continue;
            var person = trimmed[key.Length..].Trim();
            var open = person.IndexOf('<', StringComparison.Ordinal);
            var name = (open > 0 ? person[..open] : person).Trim(' ', '"');
            if (name.Length > 0 && !name.Contains('@', StringComparison.Ordinal)) names.Add(name);
        }

        return [.. names];
    }
}
