using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Data.Common;
using Microsoft.Extensions.Hosting;
using Tributary.Store;

namespace Tributary.Server;

/// <summary>
/// Follows the events for all who listen on this node: one look a second while there is anybody, and one reading of what is new a project. The newest events
/// of a project are kept for its listeners, so that a thousand of them cost the database no more than one.
/// </summary>
internal sealed class EventFollower(Database database, ProjectNames names, TimeProvider clock) : BackgroundService
{
    private const int KeptEvents = 500;
    private const int MostBehind = 20_000;
    private const int MostListeners = 2000;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan PauseAfterFault = TimeSpan.FromSeconds(3);

    private readonly ConcurrentDictionary<long, int> _listeners = new();
    private readonly ConcurrentDictionary<long, Window> _windows = new();
    private volatile TaskCompletionSource _change = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile ProjectCatalog _projects = ProjectCatalog.Empty;
    private int _count;

    /// <summary>Lets somebody listen to a project, until it is disposed of; null when too many do.</summary>
    public IDisposable? TryJoin(long project)
    {
        if (Interlocked.Increment(ref _count) > MostListeners)
        {
            Interlocked.Decrement(ref _count);
            return null;
        }

        _listeners.AddOrUpdate(project, 1, static (_, count) => count + 1);
        return new Seat(this, project);
    }

    /// <summary>The number of the last event there is.</summary>
    public Task<long> FindNewestAsync(CancellationToken cancel) => new EventLog(database).FindNewestAsync(cancel);

    /// <summary>Completes at the next change, after which it is to be asked for again.</summary>
    public Task Change => _change.Task;

    /// <summary>The next events of a project after one, with the projects to write them by.</summary>
    /// <returns>Empty when there is none yet.</returns>
    public async Task<(IReadOnlyList<EventListed> Events, ProjectCatalog Projects)> ReadAsync(long project, long after, CancellationToken cancel)
    {
        if (_windows.TryGetValue(project, out var window) && after >= window.From) return ([.. window.Events.Where(one => one.Id > after)], _projects);
        var events = await new EventLog(database).ListAsync(new(project, Category: null, Since: null), after, KeptEvents, cancel);
        return (events, events.Count == 0 ? _projects : await ProjectCatalog.ReadAsync(database, names, cancel));
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(Pause, clock, stoppingToken);
                if (Volatile.Read(ref _count) > 0) await LookAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure) when (failure is DatabaseException or DbException)
            {
                await Task.Delay(PauseAfterFault, clock, CancellationToken.None);
            }
        }
    }

    private async Task LookAsync(CancellationToken cancel)
    {
        var newest = await FindNewestAsync(cancel);
        var isChanged = false;
        foreach (var (project, count) in _listeners)
        {
            if (count == 0) _windows.TryRemove(project, out _);
            else isChanged |= await LookAsync(project, newest, cancel);
        }

        if (isChanged) Interlocked.Exchange(ref _change, new(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
    }

    private async Task<bool> LookAsync(long project, long newest, CancellationToken cancel)
    {
        if (!_windows.TryGetValue(project, out var window) || newest - window.To > MostBehind)
        {
            // Who lacks what was before this moment reads it from the database.
            _windows[project] = new(newest, newest, []);
            return true;
        }

        if (newest <= window.To) return false;
        var events = await new EventLog(database).ListAsync(new(project, Category: null, Since: null), window.To, KeptEvents, cancel);
        if (events.Count > 0) _projects = await ProjectCatalog.ReadAsync(database, names, cancel);
        var kept = window.Events.AddRange(events);
        var from = window.From;
        if (kept.Length > KeptEvents)
        {
            from = kept[^(KeptEvents + 1)].Id;
            kept = kept.RemoveRange(0, kept.Length - KeptEvents);
        }

        _windows[project] = new(from, events.Count == KeptEvents ? events[^1].Id : Math.Max(newest, events.Count == 0 ? 0 : events[^1].Id), kept);
        return events.Count > 0;
    }

    private void Leave(long project)
    {
        _listeners.AddOrUpdate(project, 0, static (_, count) => count - 1);
        Interlocked.Decrement(ref _count);
    }

    // The events of a project after From up to To.
    private sealed record Window(long From, long To, ImmutableArray<EventListed> Events);

    private sealed class Seat(EventFollower follower, long project) : IDisposable
    {
        private int _isLeft;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _isLeft, 1) == 0) follower.Leave(project);
        }
    }
}
