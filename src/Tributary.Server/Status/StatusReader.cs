using System.Collections.Immutable;
using Tributary.Git;
using Tributary.Policy;
using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Server;

/// <summary>Gathers what is to be said of the trees: open or closed, what is staged, the last and the next pull request (TREE-8).</summary>
/// <param name="database">The trees, the pull requests, mainline's tags.</param>
/// <param name="folder">The folder of this node's repositories; empty where it has none.</param>
/// <param name="clock">Tells the time.</param>
public sealed class StatusReader(Database database, string folder, TimeProvider clock)
{
    private readonly StagedReader staged = new();

    /// <summary>How all trees stand, of the profiles of all projects.</summary>
    public async Task<StatusModel> ReadAsync(CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var window = await new WindowReader(database, folder, clock).ReadAsync(cancel);
        var followed = (await new TreeStore(database).ListAsync(cancel)).ToDictionary(tree => tree.Name, StringComparer.Ordinal);
        var pulls = await new PullStore(database).ListAsync(tree: null, 1000, cancel);
        var projects = await new ProjectQueries(database).ListAsync(cancel);
        var profiles = projects.Count == 0 ? [BuiltInProfiles.Find(BuiltInProfiles.Default)!] : projects.Select(project => ProfileFile.Find(project.Profile)).OfType<Profile>().DistinctBy(profile => profile.Name).ToList();
        var trees = ImmutableArray.CreateBuilder<TreeStatus>();
        foreach (var profile in profiles)
        {
            var closed = WindowStep.ClosedIn(profile, now).Select(tree => tree.Name).ToHashSet(StringComparer.Ordinal);
            foreach (var tree in profile.Trees.Where(tree => tree.Until is null && !(tree.Since > DateOnly.FromDateTime(now.UtcDateTime)) && trees.All(one => one.Name != tree.Name)))
                trees.Add(await ReadAsync(new(profile, tree, followed.GetValueOrDefault(tree.Name), closed.Contains(tree.Name)), window, pulls, cancel));
        }

        var held = projects.Count == 0 ? [] : await new WindowStore(database).ListHeldAsync(projects[0].Id, window?.Coming, isHeld: false, 200, cancel);
        return new() { Window = window, Trees = trees.DrainToImmutable(), Held = [.. held], Mainline = followed.GetValueOrDefault(ProfileTrees.Mainline), Now = now };
    }

    private async Task<TreeStatus> ReadAsync(Asked asked, WindowStanding? window, IReadOnlyList<StoredPull> pulls, CancellationToken cancel)
    {
        var (tree, now) = (asked.Tree, clock.GetUtcNow());
        var isClosed = asked.IsClosedInWindow && window is { IsOpen: true };
        var into = tree.FlowsIntoOn(DateOnly.FromDateTime(now.UtcDateTime));
        var counted = await CountAsync(asked.Followed, into, cancel);
        return new()
        {
            Name = tree.Name, Kind = tree.Kind, Takes = tree.Takes, Into = into, IsFollowed = asked.Followed is not null, HasFault = asked.Followed is { Fault.Length: > 0 }, Tip = asked.Followed?.Tip, TipAt = asked.Followed?.TipAt, Staged = counted?.Count,
            IsOpen = asked.IsClosedInWindow && window is null ? null : !isClosed,
            Reason = !asked.IsClosedInWindow ? "It is open at all times." : window is null ? WindowView.Unknown
                : isClosed ? $"The merge window of {window.Coming} is open: it takes nothing until {window.Coming}-rc1, likely about {window.ClosesAbout:yyyy-MM-dd}." : $"The merge window is closed until {window.Coming} is released, likely about {window.OpensAbout:yyyy-MM-dd}.",
            Last = LastPull.Of(pulls.FirstOrDefault(pull => pull.Tree == tree.Name), await new PullCheckStore(database).FindNewestAsync(tree.Name, cancel)),
            Next = counted is null || into is null ? null : PullSchedule.Read(new()
            {
                Staged = counted.Count, OldestAt = counted.OldestAt, Urgent = counted.Urgent, IsFixes = tree.Kind is TreeKind.Fixes, IsToMainline = into == ProfileTrees.Mainline, IsAfterRelease = tree.FlowOn(DateOnly.FromDateTime(now.UtcDateTime)) is { IsAfterRelease: true },
                Load = asked.Profile.PullRequests?.Load ?? PullRequestValues.UsualLoad, Window = window, Now = now,
            }),
        };
    }

    private async Task<StagedCommits?> CountAsync(StoredTree? tree, string? into, CancellationToken cancel)
    {
        if (tree is null || into is null || folder.Length == 0 || TreeRepository.Find(folder, tree.Family) is not { } repository) return null;
        try
        {
            return await staged.ReadAsync(repository, tree.Name, into, cancel);
        }
        catch (GitException)
        {
            // The page says what is known; what is wrong with the repository stands on the page of the trees.
            return null;
        }
    }

    private sealed record Asked(Profile Profile, ProfileTree Tree, StoredTree? Followed, bool IsClosedInWindow);
}
