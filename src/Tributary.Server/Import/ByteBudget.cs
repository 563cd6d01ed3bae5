namespace Tributary.Server;

/// <summary>
/// Bounds the bytes that are between the reader and the writer, so that memory does not grow with the archive. A chunk larger than the
/// whole budget passes alone.
/// </summary>
/// <param name="bytes">The bound.</param>
internal sealed class ByteBudget(long bytes)
{
    private readonly Lock _guard = new();
    private readonly Queue<(long Bytes, TaskCompletionSource Turn)> _waiting = new();
    private long _taken;

    /// <summary>Waits until there is room, and takes it. One at a time.</summary>
    public async Task TakeAsync(long wanted, CancellationToken cancel)
    {
        TaskCompletionSource turn;
        lock (_guard)
        {
            if (_taken == 0 || _taken + wanted <= bytes)
            {
                _taken += wanted;
                return;
            }

            turn = new(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Enqueue((wanted, turn));
        }

        await turn.Task.WaitAsync(cancel);
    }

    /// <summary>Gives room back.</summary>
    public void Return(long given)
    {
        lock (_guard)
        {
            _taken -= given;
            while (_waiting.TryPeek(out var next) && (_taken == 0 || _taken + next.Bytes <= bytes))
            {
                _waiting.Dequeue();
                _taken += next.Bytes;
                next.Turn.TrySetResult();
            }
        }
    }
}
