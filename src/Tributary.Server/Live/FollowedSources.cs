using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Tributary.Store;

namespace Tributary.Server;

/// <summary>
/// The sources that a server was told to follow. Those behind a URL go on the list of the installation, which the scheduler works off, a node at a time. Folders are read by the node
/// that has them, in rounds, and maildirs as soon as a mail is delivered into them.
/// </summary>
internal sealed class FollowedSources(ServerOptions options, FollowedWork work) : BackgroundService
{
    private readonly FollowRequest? request = options.Follow;

    /// <inheritdoc />
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        var store = new FollowedSourceStore(options.Database);
        // Nobody else follows on an embedded database: what is not named any more is not followed any more.
        if (!options.Database.Dialect.IsPostgres)
        {
            foreach (var former in await store.ListAsync(cancellationToken)) await store.ForgetAsync(former.Project, former.Location, cancellationToken);
        }

        foreach (var source in request?.Sources ?? []) await store.FollowAsync(Describe(source), cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        IMailSource[] here = [.. request?.Sources.Where(source => !Describe(source).IsElsewhere) ?? []];
        if (here.Length == 0) return;
        try
        {
            await FollowAsync(here, request!.Every, stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops: what was read is committed.
        }
    }

    private async Task FollowAsync(IMailSource[] here, TimeSpan every, CancellationToken cancel)
    {
        // One call waits at most: deliveries while a round runs are all in the next.
        var calls = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        using var watchers = new MaildirWatch(here.Where(source => source is MaildirSource).Select(source => source.Location), () => calls.Writer.TryWrite(true));
        using var timer = new PeriodicTimer(every, options.Clock);
        var ticks = TickAsync(timer, calls.Writer, cancel);
        do
        {
            foreach (var source in here) await work.ReadAsync(Describe(source), source, cancel);
        }
        while (await calls.Reader.WaitToReadAsync(cancel) && calls.Reader.TryRead(out _));
        await ticks;
    }

    private FollowedSource Describe(IMailSource source) => new()
    {
        Project = request!.Target.Project, Profile = request.Target.Profile, ListId = request.Target.ListId, Kind = source.Kind, Location = source.Location, Every = request.Every,
    };

    private static async Task TickAsync(PeriodicTimer timer, ChannelWriter<bool> calls, CancellationToken cancel)
    {
        while (await timer.WaitForNextTickAsync(cancel)) calls.TryWrite(true);
    }
}
