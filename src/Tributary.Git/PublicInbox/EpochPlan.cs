using System.Collections.Immutable;

namespace Tributary.Git;

/// <summary>What is to be read of an epoch: from where to where, and what an earlier reading could not read.</summary>
internal sealed record EpochPlan
{
    /// <summary>The epoch.</summary>
    public required InboxEpoch Epoch { get; init; }

    /// <summary>Where the last reading ended.</summary>
    public required EpochPosition Former { get; init; }

    /// <summary>The newest commit, or null in an empty repository.</summary>
    public string? Tip { get; init; }

    /// <summary>Commits up to this one were read; null to read from the first.</summary>
    public string? After { get; init; }

    /// <summary>The last commit read is gone altogether: only reading all of the inbox again is sure to miss nothing.</summary>
    public bool IsLost { get; init; }

    /// <summary>Where the history was written again: what that changes. Null otherwise.</summary>
    public ImmutableArray<InboxChange>? Rewritten { get; init; }

    /// <summary>The range of commits to read, as git takes it.</summary>
    public string Range => After is null ? Tip! : $"{After}..{Tip}";

    /// <summary>Compares the repository with what was read of it.</summary>
    public static async Task<EpochPlan> CreateAsync(InboxEpoch epoch, EpochPosition former, CancellationToken cancel)
    {
        var plan = new EpochPlan { Epoch = epoch, Former = former, Tip = await FindTipAsync(epoch.Repository, cancel) };
        if (plan.Tip is null || former.Head is null) return plan;
        if (plan.Tip == former.Head) return plan with { After = former.Head };
        var compared = await GitProgram.RunAsync(epoch.Repository, ["merge-base", "--is-ancestor", former.Head, plan.Tip], cancel);
        if (compared.ExitCode == 0) return plan with { After = former.Head };
        var known = await GitProgram.RunAsync(epoch.Repository, ["cat-file", "-e", former.Head + "^{commit}"], cancel);

        if (!known.IsSuccess) return plan with { IsLost = true };

        // Not to be compared because something between is damaged: going on is all that can be done.
        if (compared.ExitCode != 1) return plan with { After = former.Head };
        return plan with { After = former.Head, Rewritten = await CompareAsync(epoch.Repository, former.Head, plan.Tip, cancel) };
    }

    private static async Task<string?> FindTipAsync(string repository, CancellationToken cancel)
    {
        var head = await GitProgram.RunAsync(repository, ["rev-parse", "--verify", "--quiet", "HEAD"], cancel);
        if (head.IsSuccess) return head.Text;
        var branches = await GitProgram.RunAsync(
            repository, ["for-each-ref", "--count=1", "--sort=-committerdate", "--format=%(objectname)", "refs/heads"], cancel);
        branches.OrThrow($"reading the branches of {repository}");
        return branches.Text.Length == 0 ? null : branches.Text;
    }

    private static async Task<ImmutableArray<InboxChange>> CompareAsync(string repository, string former, string tip, CancellationToken cancel)
    {
        var found = await GitProgram.RunAsync(repository, ["merge-base", former, tip], cancel);
        var prefix = found.IsSuccess ? found.Text + ".." : "";
        return InboxRewrite.Compare(List(repository, prefix + former), List(repository, prefix + tip));
    }

    private static List<InboxChange> List(string repository, string range)
    {
        using var log = new InboxLog(repository, range);
        List<InboxChange> changes = [.. log.Read()];
        return log.Failure is null ? changes : throw new GitException($"the rewritten history of {repository} cannot be read: {log.Failure}; run git fsck there");
    }
}
