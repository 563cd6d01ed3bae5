namespace Tributary.Server;

/// <summary>The status of the trees as data.</summary>
/// <param name="Window">The merge window.</param>
/// <param name="Rc">Mainline's newest tag, or null.</param>
/// <param name="Trees">The trees.</param>
public sealed record StatusView(WindowView Window, string? Rc, IReadOnlyList<TreeStatusView> Trees)
{
    /// <summary>The data of a page.</summary>
    public static StatusView From(StatusModel model) => new(WindowView.From(model.Window, model.Held), model.Window?.Newest.Name, [.. model.Trees.Select(TreeStatusView.Of)]);
}

/// <summary>How a tree stands, as data.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind"><c>fixes</c>, <c>features</c> or <c>tools</c>.</param>
/// <param name="Open">It takes series now; null where nobody knows.</param>
/// <param name="Reason">Why.</param>
/// <param name="Into">Where it flows, or null.</param>
/// <param name="Tip">The full name of its last commit, or null.</param>
/// <param name="TipAt">Since when.</param>
/// <param name="Staged">Commits that its destination does not have, or null.</param>
/// <param name="LastPull">The last pull request, or null.</param>
/// <param name="NextPull">When the next is due, or null.</param>
public sealed record TreeStatusView(
    string Name, string Kind, bool? Open, string Reason, string? Into, string? Tip, DateTimeOffset? TipAt, int? Staged, LastPullView? LastPull, NextPullView? NextPull)
{
    /// <summary>It is followed in git.</summary>
    public bool Followed { get; private init; }

    /// <summary>The last fetch failed; <c>/trees.json</c> says why.</summary>
    public bool FetchFailed { get; private init; }

    /// <summary>The data of a tree.</summary>
    public static TreeStatusView Of(TreeStatus tree) => new(
        tree.Name, tree.Kind.ToString().ToLowerInvariant(), tree.IsOpen, tree.Reason, tree.Into, tree.Tip?.Hex, tree.TipAt, tree.Staged,
        tree.Last is { } last ? new(last.Subject, last.Into, last.At, last.Head, last.Commits, last.IsSent, last.IsPulled, last.PulledAt, last.Series?.Value) : null, tree.Next is { } next ? new(next.IsDue, next.On, next.Reason) : null) { Followed = tree.IsFollowed, FetchFailed = tree.HasFault };
}

/// <summary>The last pull request of a tree, as data; <c>series</c> is its number in the queue, where it came by mail.</summary>
public sealed record LastPullView(string Subject, string? Into, DateTimeOffset At, string? Head, int? Commits, bool Sent, bool? Pulled, DateTimeOffset? PulledAt, long? Series);

/// <summary>When a pull request is due, as data.</summary>
public sealed record NextPullView(bool Due, DateOnly? On, string Reason);
