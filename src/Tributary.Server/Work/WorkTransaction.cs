using System.Data.Common;
using Tributary.Policy;
using Tributary.Store;

namespace Tributary.Server;

/// <summary>Runs what changes work: in one transaction, alone, kept only when it is done.</summary>
internal static class WorkTransaction
{
    /// <summary>Runs a change from which series follow, or which reads what imports write.</summary>
    /// <param name="database">The database.</param>
    /// <param name="change">The change.</param>
    /// <param name="cancel">Ends it early; nothing has changed then.</param>
    /// <exception cref="DatabaseException">The database cannot be used.</exception>
    public static Task<WorkOutcome> RunAsync(Database database, Func<WriteTransaction, Task<WorkOutcome>> change, CancellationToken cancel) =>
        RunAsync(database, async write =>
        {
            await write.LockDerivedAsync(cancel);
            return await change(write);
        }, static (write, cancel) => write.CommitAsync(cancel), cancel);

    /// <summary>Runs a change that nothing follows from: of a user, a token, a bundle.</summary>
    public static Task<WorkOutcome> RunAsideAsync(Database database, Func<WriteTransaction, Task<WorkOutcome>> change, CancellationToken cancel) =>
        RunAsync(database, change, static (write, cancel) => write.CommitAsideAsync(cancel), cancel);

    /// <summary>Makes series follow from what was decided on some of their messages.</summary>
    /// <param name="write">The transaction.</param>
    /// <param name="change">The number of the project, and where the change comes from.</param>
    /// <param name="findProfile">A profile by its name.</param>
    /// <param name="messages">A message of each series.</param>
    /// <param name="cancel">Ends it early.</param>
    /// <exception cref="DatabaseException">The project's profile is not known.</exception>
    public static async Task SettleAsync(
        WriteTransaction write, (long Project, ChangeOrigin Origin) change, Func<string, Profile?> findProfile, HashSet<long> messages, CancellationToken cancel)
    {
        var stored = await new ProjectQueries(write.Database).FindAsync(change.Project, cancel);
        var profile = findProfile(stored!.Profile)
            ?? throw new DatabaseException($"the project {stored.Name} follows the profile {stored.Profile}, which is not known: put it back");
        await new ClusterStep(write, (change.Project, profile), new(), change.Origin).SettleAsync(messages, [], cancel);
    }

    private static async Task<WorkOutcome> RunAsync(
        Database database, Func<WriteTransaction, Task<WorkOutcome>> change, Func<WriteTransaction, CancellationToken, Task> commit, CancellationToken cancel)
    {
        try
        {
            await using var write = await database.Writer.BeginAsync(WritePriority.Interactive, cancel);
            var outcome = await change(write);
            if (outcome is WorkOutcome.Done) await commit(write, cancel);
            return outcome;
        }
        catch (DbException failure)
        {
            throw database.Explain(failure);
        }
    }
}
