using System.Collections.Concurrent;
using Tributary.Store;

namespace Tributary.Server;

/// <summary>Reads followed sources, a round at a time, and notes how each round went: for the page of the installation, and for the head of this node's pages.</summary>
internal sealed class FollowedWork(ServerOptions options, SiteStatus status, NodePresence presence, TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, string> faults = new();
    private readonly FollowedSourceStore store = new(options.Database);

    /// <summary>Reads a source that is on the list.</summary>
    /// <param name="project">The link name of its project.</param>
    /// <param name="location">Its URL.</param>
    /// <param name="cancel">Ends it after the batch that is being written.</param>
    /// <returns>False when it is on the list no more.</returns>
    public async Task<bool> RunAsync(string project, string location, CancellationToken cancel)
    {
        if (await store.FindAsync(project, location, cancel) is not { } source)
        {
            faults.TryRemove(location, out _);
            return false;
        }

        var found = await SourceLocation.RecogniseAsync([location], options.MirrorFolder, cancel);
        await ReadAsync(source, found[0], cancel);
        return true;
    }

    /// <summary>Reads a source once, and notes how that went.</summary>
    public async Task ReadAsync(FollowedSource source, IMailSource mail, CancellationToken cancel)
    {
        // Another trib may be reading it: what is new comes by that one.
        var run = new ImportRun(options.Database, new(source.Project, source.Profile, source.ListId), new()) { Clock = clock, PassesOverBusySources = true, Desk = options.Commands, IsFollowing = true };
        var (added, fault) = (0L, "");
        try
        {
            var report = await run.RunAsync([mail], cancel);
            if (report.IsPassedOver) return;
            (added, fault) = (report.Counts.Added, string.Join(" ", report.Faults));
        }
        catch (DatabaseException failure)
        {
            fault = failure.Message;
        }

        Say(source.Location, fault);
        try
        {
            await store.NoteAsync(source with { ReadAt = clock.GetUtcNow(), ReadBy = presence.Name, Added = added, Fault = fault }, cancel);
        }
        catch (DatabaseException)
        {
            // The database is away, and that is said already.
        }
    }

    private void Say(string location, string fault)
    {
        if (fault.Length == 0) faults.TryRemove(location, out _);
        else faults[location] = fault;
        status.SayFollowing(string.Join(" ", faults.OrderBy(static pair => pair.Key, StringComparer.Ordinal).Select(static pair => pair.Value)));
    }
}
