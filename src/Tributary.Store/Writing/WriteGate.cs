namespace Tributary.Store;

/// <summary>Lets one writer in at a time, those with a person waiting first. (SQLite has one writer; without order bulk work starves people.)</summary>
internal sealed class WriteGate
{
    private readonly Lock guard = new();
    private readonly Queue<TaskCompletionSource<bool>> people = new();
    private readonly Queue<TaskCompletionSource<bool>> bulk = new();
    private bool isTaken;

    /// <summary>A person waits.</summary>
    public bool HasPeople
    {
        get
        {
            lock (guard) return people.Count > 0;
        }
    }

    /// <summary>Waits for one's turn; give it back by <see cref="Leave"/>.</summary>
    public async Task EnterAsync(WritePriority priority, CancellationToken cancel)
    {
        var turn = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (guard)
        {
            if (!isTaken)
            {
                isTaken = true;
                return;
            }

            (priority == WritePriority.Interactive ? people : bulk).Enqueue(turn);
        }

        await using (cancel.Register(() => turn.TrySetCanceled(cancel)))
        {
            await turn.Task;
        }
    }

    /// <summary>Lets the next one in.</summary>
    public void Leave()
    {
        lock (guard)
        {
            while (people.TryDequeue(out var next) || bulk.TryDequeue(out next))
            {
                // False when it was cancelled while it waited.
                if (next.TrySetResult(true)) return;
            }

            isTaken = false;
        }
    }
}
