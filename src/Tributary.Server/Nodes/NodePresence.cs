using System.Globalization;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Tributary.Store;

namespace Tributary.Server;

/// <summary>This server among those that run on the same database: says every few seconds that it runs. Alone on an embedded database it writes nothing.</summary>
internal sealed partial class NodePresence(Database database, TimeProvider clock, ILogger<NodePresence> log) : BackgroundService
{
    /// <summary>Who was not seen for longer runs no more.</summary>
    public static readonly TimeSpan Gone = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Forgotten = TimeSpan.FromDays(1);

    private readonly NodeStore nodes = new(database);
    private readonly DateTimeOffset startedAt = clock.GetUtcNow();

    /// <summary>The name of this node: machine and process.</summary>
    public string Name { get; } = string.Create(CultureInfo.InvariantCulture, $"{Environment.MachineName}/{Environment.ProcessId}");

    /// <summary>The program's version.</summary>
    public static string Version { get; } = typeof(NodePresence).Assembly.GetName().Version!.ToString(3);

    /// <summary>The nodes there are, those too that ended without a word within the last day.</summary>
    public async Task<IReadOnlyList<Node>> ListAsync(CancellationToken cancel)
    {
        var others = database.Dialect.IsPostgres ? (await nodes.ListAsync(cancel)).Where(node => node.Name != Name) : [];
        return [.. others.Append(Say()).OrderBy(static node => node.Name, StringComparer.Ordinal)];
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!database.Dialect.IsPostgres) return;
        using var timer = new PeriodicTimer(Pause, clock);
        try
        {
            do await SayAsync(stoppingToken);
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            await LeaveAsync();
        }
    }

    private Node Say() => new(Name, Version, startedAt, clock.GetUtcNow());

    private async Task SayAsync(CancellationToken cancel)
    {
        try
        {
            await nodes.SayAsync(Say(), clock.GetUtcNow() - Forgotten, cancel);
        }
        catch (Exception failure) when (failure is DatabaseException or System.Data.Common.DbException)
        {
            // The database is away: it is said again in a few seconds.
            LogSilence(failure.Message);
        }
    }

    private async Task LeaveAsync()
    {
        try
        {
            using var patience = new CancellationTokenSource(DatabaseCheck.Patience);
            await nodes.LeaveAsync(Name, patience.Token);
        }
        catch (Exception failure) when (failure is DatabaseException or System.Data.Common.DbException or OperationCanceledException)
        {
            LogSilence(failure.Message);
        }
    }

    [LoggerMessage(LogLevel.Warning, "This node could not say that it runs: {Why}")]
    private partial void LogSilence(string why);
}
