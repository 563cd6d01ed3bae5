using System.Data.Common;
using Tributary.Lab;
using Tributary.Store;

namespace Tributary.Server;

/// <summary>Writes how far a run is every few seconds, for the page.</summary>
internal sealed class LabProgress : IProgress<RunProgress>, IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(3);

    private readonly CancellationTokenSource ended = new();
    private readonly IProgress<RunProgress>? watcher;
    private readonly Task writing;
    private int tests;

    /// <summary>Of a run and its worker.</summary>
    public LabProgress(Database database, (long Run, string Worker) of, IProgress<RunProgress>? watcher) => (this.watcher, writing) = (watcher, WriteAsync(database, of));

    /// <inheritdoc />
    public void Report(RunProgress value)
    {
        Volatile.Write(ref tests, value.Tests);
        watcher?.Report(value);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await ended.CancelAsync();
        await writing;
        ended.Dispose();
    }

    private async Task WriteAsync(Database database, (long Run, string Worker) of)
    {
        using var timer = new PeriodicTimer(Pause);
        try
        {
            for (var told = 0; await timer.WaitForNextTickAsync(ended.Token);)
            {
                if (Volatile.Read(ref tests) is var now && now == told) continue;
                await using var write = await database.Writer.BeginAsync(WritePriority.Interactive, ended.Token);
                await new LabRunStore(write).NoteProgressAsync(of.Run, of.Worker, told = now, ended.Token);
                await write.CommitAsync(ended.Token);
            }
        }
        catch (Exception failure) when (failure is OperationCanceledException or DbException or DatabaseException)
        {
            // The run goes on, and its result is written with patience.
        }
    }
}
