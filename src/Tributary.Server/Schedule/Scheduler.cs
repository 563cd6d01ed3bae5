using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Quartz;
using Tributary.Store;

namespace Tributary.Server;

/// <summary>
/// The scheduler: in memory on an embedded database, which one process serves; on PostgreSQL its store is in the database and all nodes share it. This
/// puts the work on its list when a node starts, and the sources that somebody named since.
/// </summary>
internal sealed partial class Scheduler(ISchedulerFactory factory, IEnumerable<ScheduledWork> works, Database database, TimeProvider clock, DatabaseAbsence absence, ILogger<Scheduler> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    // A killed node is missed after both of these; then another does its work.
    private static readonly TimeSpan CheckIn = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    /// <summary>Adds the scheduler to a server.</summary>
    public static void Add(IServiceCollection services, Database database)
    {
        services.AddQuartz(quartz =>
        {
            quartz.ConfigureScheduler(static scheduler => scheduler.ShutdownJobInterruption = ShutdownJobInterruption.Always);
            if (database.ServerConnection is not { } connection) quartz.UseInMemoryStore();
            else
            {
                quartz.UsePersistentStore(store =>
                {
                    store.UsePostgres(Npgsql.NpgsqlFactory.Instance, connection);
                    store.ProvisionSchema();
                    store.UseClustering(static cluster => (cluster.CheckinInterval, cluster.CheckinMisfireThreshold) = (CheckIn, Patience));
                });
            }
        });
        services.AddQuartzHostedService(static hosted => hosted.WaitForJobsToComplete = true);
        services.AddSingleton<FollowedWork>();
        services.AddHostedService<FollowedSources>();
        services.AddHostedService<Scheduler>();
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, clock);
        try
        {
            do await FillAsync(stoppingToken);
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The node ends.
        }
    }

    private async Task FillAsync(CancellationToken cancel)
    {
        try
        {
            var scheduler = await factory.GetScheduler(cancel);
            foreach (var work in works) await PutAsync(scheduler, new(work.Name, ScheduledJob.WorkGroup), work.Every, cancel);
            foreach (var source in await new FollowedSourceStore(database).ListAsync(cancel))
            {
                if (source.IsElsewhere) await PutAsync(scheduler, new(source.Location, source.Project), source.Every, cancel);
            }
        }
#pragma warning disable CA1031 // The boundary: the list is filled again in a few seconds.
        catch (Exception failure) when (failure is not OperationCanceledException)
#pragma warning restore CA1031
        {
            if (!absence.Note(failure)) LogFailure(failure);
        }
    }

    private static async Task PutAsync(IScheduler scheduler, JobKey key, TimeSpan every, CancellationToken cancel)
    {
        var at = new TriggerKey(key.Name, key.Group);
        if (await scheduler.GetTrigger(at, cancel) is ISimpleTrigger there && there.RepeatInterval == every) return;
        var job = JobBuilder.Create<ScheduledJob>().WithIdentity(key).RequestRecovery().Build();
        var trigger = TriggerBuilder.Create().WithIdentity(at).ForJob(key).StartNow()
            .WithSimpleSchedule(schedule => schedule.WithInterval(every).RepeatForever()).Build();
        await scheduler.ScheduleJob(job, [trigger], new ScheduleJobOptions { Replace = true }, cancel);
    }

    [LoggerMessage(LogLevel.Error, "The list of scheduled work could not be filled; it is tried again")]
    private partial void LogFailure(Exception failure);
}
