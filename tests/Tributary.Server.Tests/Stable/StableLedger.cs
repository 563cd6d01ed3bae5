using System.Collections.Immutable;
using Tributary.Policy;
using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Server.Tests;

/// <summary>A ledger into which a test writes what trees took, and the queue that follows from it.</summary>
internal static class StableLedger
{
    public static readonly CommitId Commit = CommitId.Parse(new string('c', 40));

    /// <summary>A tree was seen to have a patch.</summary>
    public static async Task TakeAsync(this ImportBench import, string id, string tree, CommitId commit, bool isPushed = true)
    {
        var message = (await import.QueryAsync<long>("select id from messages where message_id = @id", new { id })).Single();
        await using var write = await import.Database.Writer.BeginAsync(WritePriority.Interactive, CancellationToken.None);
        await new CommitLedger(write).PutAsync(
            [new() { Project = import.Project, Message = message, Tree = tree, Commit = commit, Found = CommitFound.Link, Reason = "", At = Given.Now, PushedAt = isPushed ? Given.Now : null }], CancellationToken.None);
        await write.CommitAsideAsync(CancellationToken.None);
    }

    /// <summary>The queue, after what was taken was collected.</summary>
    public static async Task<ImmutableArray<StableFix>> CollectAsync(this ImportBench import)
    {
        var project = (await new ProjectQueries(import.Database).FindAsync(import.Project, CancellationToken.None))!;
        await new StableCollectStep(import.Database, ImportBench.Clock).RunAsync(project, BuiltInProfiles.Find(BuiltInProfiles.Default)!, CancellationToken.None);
        return await new StableStore(import.Database).ListAsync(import.Project, CancellationToken.None);
    }

    /// <summary>What mails asked for and no tree has yet.</summary>
    public static Task<ImmutableArray<KeptWish>> WaitingAsync(this ImportBench import) => new StableWishes(import.Database).ListOpenAsync(import.Project, CancellationToken.None);
}
