using System.Collections.Immutable;
using Tributary.Policy;
using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Server;

/// <summary>What applying is made of.</summary>
/// <param name="database">The store.</param>
/// <param name="folder">The folder of this node's repositories.</param>
/// <param name="findProfile">A profile by its name.</param>
/// <param name="notices">Tells people, and the time.</param>
public sealed class ApplyTools(Database database, string folder, Func<string, Profile?> findProfile, (TreeNotices Notices, TimeProvider Clock) notices)
{
    /// <summary>The folder of this node's repositories.</summary>
    public string Folder => folder;

    /// <summary>The store.</summary>
    public Database Database => database;

    /// <summary>The time.</summary>
    public TimeProvider Clock => notices.Clock;

    /// <summary>Tells people.</summary>
    public TreeNotices Notices => notices.Notices;

    internal SeriesQueries Series { get; } = new(database);

    internal TreeStore Trees { get; } = new(database);

    internal ApplicationStore Applications { get; } = new(database);

    internal CommitQueries Commits { get; } = new(database);

    internal ApplyPlanner Planner { get; } = new(database);

    internal TreeFetchStep Fetch { get; } = new(database, folder, notices.Clock);

    internal AcceptanceStep Acceptance { get; } = new(database, findProfile, notices.Notices);

    /// <summary>The profile of a project.</summary>
    /// <exception cref="DatabaseException">It is not known.</exception>
    internal async Task<Profile> FindProfileAsync(long project, CancellationToken cancel)
    {
        var stored = await new ProjectQueries(database).FindAsync(project, cancel);
        return findProfile(stored!.Profile) ?? throw new DatabaseException($"the project {stored.Name} follows the profile {stored.Profile}, which is not known: put it back");
    }

    internal Func<string, Profile?> FindProfile => findProfile;

    /// <summary>True when no tree had it before: what is said once is said then.</summary>
    internal async Task<bool> IsFirstAsync(SeriesId series, CancellationToken cancel) =>
        !(await Applications.ListAsync(series, cancel)).Any(static one => one.State is ApplicationState.Pushed or ApplicationState.Dropped);

    /// <summary>Writes how far a series is; its commits stay.</summary>
    internal async Task SaveNoteAsync(StoredApplication application, CancellationToken cancel)
    {
        await using var write = await database.Writer.BeginAsync(WritePriority.Interactive, cancel);
        await ApplicationStore.SaveAsync(write, application, cancel);
        await write.CommitAsync(cancel);
    }

    /// <summary>Notes the tip of a tree as our repository has it.</summary>
    internal async Task NoteTipAsync(StoredTree tree, Git.TreeRepository repository, CancellationToken cancel)
    {
        if (await repository.FindTipAsync(tree.Name, cancel) is { } tip) await Trees.NoteTipAsync(tree.Name, tip, Clock.GetUtcNow(), cancel);
    }

    /// <summary>Writes how far a series is, and the commits of its patches that are not pushed yet.</summary>
    internal async Task<StoredApplication> SaveAsync(StoredApplication application, ImmutableArray<AppliedPatch> commits, CancellationToken cancel)
    {
        await using var write = await database.Writer.BeginAsync(WritePriority.Interactive, cancel);
        var saved = await ApplicationStore.SaveAsync(write, application, cancel);
        var ledger = new CommitLedger(write);
        await ledger.ForgetAsync(saved.Id, cancel);
        var numbers = await CommitLedger.ListNumbersAsync(write, saved.Series, cancel);
        var lines = from commit in commits
                    where commit.Commit is not null
                    join number in numbers on commit.Message equals number.Value.Id
                    select new LedgerCommit
                    {
                        Project = saved.Project, Message = number.Key, Tree = saved.Tree, Commit = commit.Commit!.Value, Found = CommitFound.Applied, Reason = $"Applied by {saved.Committer}",
                        At = saved.ChangedAt, Application = saved.Id,
                    };
        await ledger.PutAsync(lines, cancel);
        await write.CommitAsync(cancel);
        return saved;
    }
}
