using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Tributary.Server;

/// <summary>Runs the work that a server was given, beside its pages.</summary>
internal sealed partial class BackgroundWork(ServerOptions options, SiteStatus status, DatabaseAbsence absence, ILogger<BackgroundWork> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <inheritdoc />
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(options.Work.Select(work => Task.Run(() => RunAsync(work, stoppingToken), stoppingToken)));

    private async Task RunAsync(Func<SiteStatus, CancellationToken, Task> work, CancellationToken cancel)
    {
        while (await RunOnceAsync(work, cancel))
        {
            // The database was away. What was committed stands, and the work goes on from there.
            await Task.Delay(Pause, cancel).ContinueWith(static _ => { }, TaskScheduler.Default);
        }
    }

    // True when it is to be begun again.
    private async Task<bool> RunOnceAsync(Func<SiteStatus, CancellationToken, Task> work, CancellationToken cancel)
    {
        try
        {
            await work(status, cancel);
        }
        catch (Exception failure) when (DatabaseAbsence.Is(failure) && !cancel.IsCancellationRequested)
        {
            absence.Note(failure);
            return true;
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // The server stops: what was done is committed, the rest goes on at the next start.
        }
#pragma warning disable CA1031 // The boundary of the work: a failed import must not take the pages down.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            LogFailure(failure);
            status.SayImporting($"The import stopped: {failure.Message}");
        }

        return false;
    }

    [LoggerMessage(LogLevel.Error, "Work beside the pages failed")]
    private partial void LogFailure(Exception failure);
}
