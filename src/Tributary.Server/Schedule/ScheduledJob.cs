using Microsoft.Extensions.Logging;
using Quartz;

namespace Tributary.Server;

/// <summary>What the scheduler calls: finds the work of a job's name and does it. One at a time in the whole installation.</summary>
[DisallowConcurrentExecution]
internal sealed partial class ScheduledJob(IEnumerable<ScheduledWork> works, FollowedWork followed, DatabaseAbsence absence, ILogger<ScheduledJob> log) : IJob
{
    /// <summary>The group of <see cref="ScheduledWork"/>; a source's is that of its project.</summary>
    public const string WorkGroup = "work";

    /// <inheritdoc />
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var key = context.JobDetail.Key;
        try
        {
            if (key.Group == WorkGroup) await (works.FirstOrDefault(work => work.Name == key.Name)?.RunAsync(cancellationToken) ?? Task.CompletedTask);
            else if (!await followed.RunAsync(key.Group, key.Name, cancellationToken)) await context.Scheduler.DeleteJob(key, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The node ends; the work is done again at its next turn, here or elsewhere.
        }
#pragma warning disable CA1031 // The boundary of the work: it is tried again at its next turn.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            if (!absence.Note(failure)) LogFailure(failure, key.Name);
        }
    }

    [LoggerMessage(LogLevel.Error, "The scheduled work {Name} failed; it is tried again")]
    private partial void LogFailure(Exception failure, string name);
}
