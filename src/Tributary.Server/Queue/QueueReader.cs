using System.Collections.Immutable;
using Tributary.Store;

namespace Tributary.Server;

/// <summary>Gathers what the page of a queue shows.</summary>
internal sealed class QueueReader(ProjectNames projects, SeriesQueries series, FeedbackQueries feedback, QueueExtras extras, TimeProvider clock)
{
    /// <summary>Reads a page of a project's queue.</summary>
    public async Task<QueueOutcome> ReadAsync(string name, QueueRequest request, Visitor visitor, CancellationToken cancel)
    {
        if (await projects.FindAsync(name, cancel) is not { } project) return new QueueOutcome.NoProject();
        if (project.Name != name) return new QueueOutcome.Elsewhere(project.Name);
        if (!request.TryRead(project.Id, clock.GetUtcNow(), out var filter)) return new QueueOutcome.Refused("There is no such state or filter; the links above a queue name those there are.");
        if (!request.TryReadPlace(out var after, out var before)) return new QueueOutcome.Refused("The address names no place in the list; begin at its first page.");
        var lines = before is null ? await series.ListAsync(filter, after, QueueModel.PageLines + 1, cancel)
            : await series.ListNewerAsync(filter, before, QueueModel.PageLines + 1, cancel);
        var isFull = lines.Count > QueueModel.PageLines;
        var overdue = await ListOverdueAsync(project.Id, request, cancel);
        var counts = await series.ListCountsAsync(project.Id, cancel);
        return new QueueOutcome.Found(await extras.AddAsync(new()
        {
            Project = project,
            Request = request,
            Lines = [.. before is null ? lines.Take(QueueModel.PageLines) : lines.TakeLast(QueueModel.PageLines)],
            HasOlder = lines.Count > 0 && (isFull || before is not null),
            HasNewer = lines.Count > 0 && (before is null ? after is not null : isFull),
            Counts = [.. counts],
            Overdue = overdue.Lines,
            OverdueCount = overdue.Count,
            Now = clock.GetUtcNow(),
        }, visitor, cancel));
    }

    // What waits is headed by the oldest promises, on its first page.
    private async Task<(ImmutableArray<SeriesSummary> Lines, long Count)> ListOverdueAsync(long project, QueueRequest request, CancellationToken cancel)
    {
        if (request != new QueueRequest { Select = request.Select }) return ([], 0);
        var now = clock.GetUtcNow();
        var lines = await series.ListAsync(new SeriesFilter { Project = project, WaitingOnly = true, OverdueAt = now }, after: null, QueueModel.OverdueLines, cancel);
        var count = lines.Count < QueueModel.OverdueLines ? lines.Count : await feedback.CountOverdueAsync(project, now, QueueModel.MostCounted, cancel);
        return ([.. lines], count);
    }
}

/// <summary>How reading a queue ended.</summary>
internal abstract record QueueOutcome
{
    private QueueOutcome()
    {
    }

    /// <summary>Here it is.</summary>
    public sealed record Found(QueueModel Model) : QueueOutcome;

    /// <summary>No project bears that name.</summary>
    public sealed record NoProject : QueueOutcome;

    /// <summary>The name is another one of a project: its own leads to the queue.</summary>
    /// <param name="Name">The project's own name.</param>
    public sealed record Elsewhere(string Name) : QueueOutcome;

    /// <summary>The address asks for what cannot be.</summary>
    /// <param name="Why">One sentence: what, and what to do.</param>
    public sealed record Refused(string Why) : QueueOutcome;
}
