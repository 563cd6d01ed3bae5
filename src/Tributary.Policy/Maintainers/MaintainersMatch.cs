using System.Collections.Immutable;

namespace Tributary.Policy;

/// <summary>What a search found, before the history of the tree is asked.</summary>
public sealed class MaintainersMatch
{
    private readonly MaintainersPeople _people;

    internal MaintainersMatch(ImmutableArray<MaintainersSection> sections, ImmutableArray<string> wanted, ImmutableArray<string> fixes, MaintainersPeople people) =>
        (Sections, Wanted, Fixes, _people) = (sections, wanted, fixes, people);

    /// <summary>The sections, in the order in which they count.</summary>
    public ImmutableArray<MaintainersSection> Sections { get; }

    /// <summary>The files whose history is wanted: no section with maintainers stands for them exactly.</summary>
    public ImmutableArray<string> Wanted { get; }

    /// <summary>The commits that are fixed, whose signers are wanted.</summary>
    public ImmutableArray<string> Fixes { get; }

    /// <summary>People and lists, without what the history tells.</summary>
    public ImmutableArray<Responsible> Complete() => Complete(TreeHistory.None);

    /// <summary>People and lists in the script's order: people by the depth of their sections, then by history, then the lists. To be called once.</summary>
    /// <param name="history">The history of <see cref="Wanted"/> and <see cref="Fixes"/>.</param>
    public ImmutableArray<Responsible> Complete(TreeHistory history)
    {
        ArgumentNullException.ThrowIfNull(history);
        foreach (var path in Wanted)
        {
            if (history.Files.TryGetValue(path, out var commits)) _people.AddHistory(new HistoryShares(commits, _people));
        }

        _people.SettleChiefs();
        _people.AddFileAddresses();
        foreach (var fix in Fixes)
        {
            if (history.Fixed.TryGetValue(fix, out var commit)) _people.AddFixed(commit);
        }

        return _people.Merge();
    }
}

/// <summary>What the history of a tree says of files and commits.</summary>
public sealed record TreeHistory
{
    /// <summary>Nothing.</summary>
    public static TreeHistory None { get; } = new();

    /// <summary>The commits of a year that changed a file, newest first, merges left out.</summary>
    public IReadOnlyDictionary<string, ImmutableArray<HistoryCommit>> Files { get; init; } = new Dictionary<string, ImmutableArray<HistoryCommit>>(StringComparer.Ordinal);

    /// <summary>The commits that <c>Fixes:</c> lines name, as they name them.</summary>
    public IReadOnlyDictionary<string, HistoryCommit> Fixed { get; init; } = new Dictionary<string, HistoryCommit>(StringComparer.Ordinal);
}

/// <summary>A commit as far as it tells who knows a file. Text byte for byte (Latin-1).</summary>
/// <param name="Id">Its id.</param>
/// <param name="Author"><c>Name &lt;address&gt;</c>.</param>
/// <param name="Body">Its message without the title.</param>
public sealed record HistoryCommit(string Id, string Author, string Body)
{
    /// <summary>Its title.</summary>
    public string Title { get; init; } = "";

    /// <summary>Lines added to the file under its present name, or null.</summary>
    public int? Added { get; init; }

    /// <summary>Lines removed from it, or null.</summary>
    public int? Removed { get; init; }
}
