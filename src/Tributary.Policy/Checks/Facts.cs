using System.Collections.Immutable;

namespace Tributary.Policy;

/// <summary>What is known beside the mail when a series is checked: gathered by the caller, since rules never fetch. What is null or absent is not known, and no rule holds that against a series.</summary>
public sealed record Facts
{
    /// <summary>The profile that is checked against.</summary>
    public required Profile Profile { get; init; }

    /// <summary>True for commits that are not mail yet: rules that speak of the mail (<see cref="RuleInfo.IsOfMail"/>) give no errors then.</summary>
    public bool IsDraft { get; init; }

    /// <summary>The commits that the series names (<see cref="FactQuestions.Commits"/>), by the name it gives; null where it was looked for and is not there. Those that nobody looked for are absent.</summary>
    public ImmutableDictionary<string, KnownCommit?> Commits { get => field ?? ImmutableDictionary<string, KnownCommit?>.Empty; init; }

    /// <summary>True when trees of the profile are at hand, so that <see cref="KnownCommit.Trees"/> says where a commit is.</summary>
    public bool HasTrees { get; init; }

    /// <summary>The newest earlier version that is known, or null.</summary>
    public EarlierMail? Earlier { get; init; }

    /// <summary>Whether the merge window is open, or null where nobody knows.</summary>
    public bool? IsWindowOpen { get; init; }

    /// <summary>Who should get the series by MAINTAINERS and by what it fixes; empty where no MAINTAINERS is at hand.</summary>
    public ImmutableArray<Recipient> Recipients { get; init; } = [];

    /// <summary>New files that no entry of MAINTAINERS covers.</summary>
    public ImmutableArray<string> Unmaintained { get; init; } = [];

    /// <summary>The kernel's changes that a series of tools follows, found by title: the tree that holds each; empty where none was looked for or found.</summary>
    public ImmutableDictionary<string, string> KernelChanges { get => field ?? ImmutableDictionary<string, string>.Empty; init; }

    /// <summary>The results of the lab that are known, one sentence each.</summary>
    public ImmutableArray<string> LabResults { get; init; } = [];

    /// <summary>Which tree the prefix names, and why: <see cref="RuleRunner"/> sets it.</summary>
    public TreeDecision Named { get; init; } = new(null, "");

    /// <summary>The tree that the prefix names, or null.</summary>
    public ProfileTree? Tree
    {
        get
        {
            foreach (var tree in Profile.Trees)
            {
                if (tree.Name == Named.Tree) return tree;
            }

            return null;
        }
    }

    /// <summary>True when the prefix names a tree that takes fixes.</summary>
    public bool IsFixTree => Tree is { Kind: TreeKind.Fixes };

    /// <summary>The patterns of an area of the profile; empty where it has none.</summary>
    public ImmutableArray<string> Area(string name) => Profile.Checks.FindArea(name)?.Paths ?? [];

    /// <summary>Several areas in one.</summary>
    public ImmutableArray<string> Areas(params ReadOnlySpan<string> names)
    {
        var all = ImmutableArray.CreateBuilder<string>();
        foreach (var name in names) all.AddRange(Area(name));
        return all.ToImmutable();
    }
}
