using System.Threading.Channels;
using Tributary.Store;

namespace Tributary.Server;

/// <summary>
/// Reads sources again and again while the server runs: inboxes behind a URL are fetched, maildirs are looked at as soon as a mail is delivered
/// into them. Each round takes what is new since the last.
/// </summary>
/// <param name="database">Where the mail goes.</param>
/// <param name="target">The project.</param>
/// <param name="sources">The sources.</param>
/// <param name="every">The pause between two rounds.</param>
/// <param name="clock">By which it is measured.</param>
public sealed class FollowedSources(Database database, ImportTarget target, IReadOnlyCollection<IMailSource> sources, TimeSpan every, TimeProvider clock)
{
    /// <summary>Follows until it is cancelled. A source that fails is said at the head of the pages, and tried again in the next round.</summary>
    public async Task RunAsync(SiteStatus status, CancellationToken cancel)
    {
        // One call waits at most: deliveries while a round runs are all in the next.
        var calls = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        using var watchers = new MaildirWatch(sources.Where(source => source is MaildirSource).Select(source => source.Location), () => calls.Writer.TryWrite(true));
        using var timer = new PeriodicTimer(every, clock);
        var ticks = TickAsync(timer, calls.Writer, cancel);
        var run = new ImportRun(database, target, new());
        do
        {
            status.SayFollowing(await ReadAsync(run, cancel));
        }
        while (await calls.Reader.WaitToReadAsync(cancel) && calls.Reader.TryRead(out _));
        await ticks;
    }

    private async Task<string> ReadAsync(ImportRun run, CancellationToken cancel)
    {
        try
        {
            return string.Join(" ", (await run.RunAsync(sources, cancel)).Faults);
        }
        catch (DatabaseException failure)
        {
            return failure.Message;
        }
    }

    private static async Task TickAsync(PeriodicTimer timer, ChannelWriter<bool> calls, CancellationToken cancel)
    {
        while (await timer.WaitForNextTickAsync(cancel)) calls.TryWrite(true);
    }
}
