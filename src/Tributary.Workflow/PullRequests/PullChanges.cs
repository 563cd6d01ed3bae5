using System.Collections.Immutable;
using System.Globalization;

namespace Tributary.Workflow;

/// <summary>The main changes of a pull request: a line for each merged series, and for each patch that stands alone.</summary>
public static class PullChanges
{
    private const int Columns = 72;

    /// <summary>The changes, the oldest first.</summary>
    public static ImmutableArray<PullChange> List(PullFacts facts)
    {
        var all = facts.Commits.ToDictionary(commit => commit.Id);
        var changes = ImmutableArray.CreateBuilder<PullChange>();
        var taken = new HashSet<CommitId>();
        foreach (var commit in FindTrunk(facts, all))
        {
            if (!commit.IsMerge)
            {
                if (taken.Add(commit.Id)) changes.Add(new(commit.Title, [commit.Author], [commit.Id]));
                continue;
            }

            // What the other branches brought; a merge of the destination itself brings nothing of ours.
            var brought = commit.Parents.Skip(1).SelectMany(parent => Walk(parent, all, taken)).Where(one => !one.IsMerge).Reverse().ToList();
            if (brought.Count > 0) changes.Add(new(TitleOf(commit, brought), [.. Authors(brought)], [.. brought.Select(one => one.Id)]));
        }

        return changes.ToImmutable();
    }

    /// <summary>The changes as the list of a mail: numbered, folded, a blank line between.</summary>
    public static string Write(IEnumerable<PullChange> changes) =>
        string.Join("\n", changes.Select((change, index) => Fold(string.Create(CultureInfo.InvariantCulture, $"{index + 1}) "), $"{Stop(change.Title)}, from {Join(change.Authors)}.")));

    /// <summary>A text folded, its further lines below its first word.</summary>
    public static string Fold(string first, string text)
    {
        var (lines, line, indent) = (new List<string>(), first, new string(' ', first.Length));
        var isFresh = true;
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!isFresh && line.Length + 1 + word.Length > Columns)
            {
                lines.Add(line);
                (line, isFresh) = (indent, true);
            }

            line += isFresh ? word : " " + word;
            isFresh = false;
        }

        lines.Add(line);
        return string.Concat(lines.Select(one => one + "\n"));
    }

    /// <summary>Names as a sentence has them: <c>A, B and C</c>.</summary>
    public static string Join(IReadOnlyList<string> names) => names.Count < 2 ? string.Concat(names) : $"{string.Join(", ", names.Take(names.Count - 1))} and {names[^1]}";

    private static List<PullCommit> FindTrunk(PullFacts facts, Dictionary<CommitId, PullCommit> all)
    {
        var trunk = new List<PullCommit>();
        for (var at = facts.Head.Id; all.TryGetValue(at, out var commit); at = commit.Parents[0])
        {
            trunk.Add(commit);
            if (commit.Parents.IsEmpty) break;
        }

        trunk.Reverse();
        return trunk;
    }

    private static IEnumerable<PullCommit> Walk(CommitId from, Dictionary<CommitId, PullCommit> all, HashSet<CommitId> taken)
    {
        var waiting = new Stack<CommitId>([from]);
        while (waiting.TryPop(out var id))
        {
            if (!all.TryGetValue(id, out var commit) || !taken.Add(id)) continue;
            yield return commit;
            foreach (var parent in commit.Parents) waiting.Push(parent);
        }
    }

    // The merge message is the cover letter: its title is the branch's name in the first line, or the first line between the rules in which BPF's maintainers put the letter.
    private static string TitleOf(PullCommit merge, List<PullCommit> brought)
    {
        var lines = merge.Message.Split('\n').Select(line => line.Trim()).ToList();
        var rule = lines.FindIndex(line => line.Length > 3 && line.All(letter => letter == '='));
        if (rule >= 0 && lines.Skip(rule + 1).FirstOrDefault(line => line.Length > 0) is { } letter && letter.Any(char.IsLetter)) return letter;
        if (brought.Count == 1) return brought[0].Title;
        var (open, close) = (merge.Title.IndexOf('\'', StringComparison.Ordinal), merge.Title.LastIndexOf('\''));
        var name = close > open && open >= 0 ? merge.Title[(open + 1)..close] : merge.Title;
        return name.Contains(' ', StringComparison.Ordinal) ? name : name.Replace('-', ' ');
    }

    private static IEnumerable<string> Authors(IEnumerable<PullCommit> commits) =>
        commits.GroupBy(commit => commit.Author, StringComparer.Ordinal).OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal).Select(group => group.Key);

    private static string Stop(string title) => title.TrimEnd('.', ' ');
}

/// <summary>One of the main changes.</summary>
/// <param name="Title">What changes.</param>
/// <param name="Authors">Who wrote it, the one with the most commits first.</param>
/// <param name="Commits">Its commits.</param>
public sealed record PullChange(string Title, ImmutableArray<string> Authors, ImmutableArray<CommitId> Commits);
