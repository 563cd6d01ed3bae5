using Tributary.Store;

namespace Tributary.Server;

/// <summary>Puts letters back and takes them back, for those who may.</summary>
public sealed class LetterStep(Database database, TimeProvider clock)
{
    /// <summary>Puts a letter back to be sent at once to those whom it has not reached.</summary>
    public Task<WorkOutcome> RetryAsync(LetterId id, CancellationToken cancel) => RunAsync(
        id, store => store.RetryAsync(id, clock.GetUtcNow(), cancel), "The letter was sent, or is being sent.", cancel);

    /// <summary>Takes back a letter that was not sent yet.</summary>
    public Task<WorkOutcome> CancelAsync(LetterId id, CancellationToken cancel) => RunAsync(
        id, store => store.CancelAsync(id, cancel), "The letter does not wait any more.", cancel);

    private async Task<WorkOutcome> RunAsync(LetterId id, Func<OutboxStore, Task<bool>> change, string refusal, CancellationToken cancel)
    {
        if (await new OutboxQueries(database).FindAsync(id, cancel) is null) return new WorkOutcome.NotFound();
        return await WorkTransaction.RunAsideAsync(
            database, async write => await change(new(write)) ? new WorkOutcome.Done(id.Value) : new WorkOutcome.Conflict(refusal), cancel);
    }
}
