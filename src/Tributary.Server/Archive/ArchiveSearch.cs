using System.Collections.Immutable;
using Tributary.Store;

namespace Tributary.Server;

/// <summary>
/// Answers searches: the index of words and dates gives candidates, newest first; where it does not tell all, each is read and tried. The work
/// is bounded, whatever is asked.
/// </summary>
internal sealed class ArchiveSearch(ArchiveQueries queries, ThreadQueries mails) : IDisposable
{
    /// <summary>Messages found at most, the newest.</summary>
    public const int MostFound = 1000;

    /// <summary>Candidates that are read at most, and how much of them.</summary>
    public const int MostRead = 5000;

    private const long MostBytes = 64 * 1024 * 1024;

    // Candidates of one question to the database, and mails in memory at once.
    private const int Portion = 1000;
    private const int Handful = 50;

    // Reading keeps a processor busy: the pages must have one left, however many searches come at once.
    private readonly SemaphoreSlim readers = new(Math.Max(1, Environment.ProcessorCount / 2));

    /// <summary>What a query finds in a scope, newest first.</summary>
    public async Task<ImmutableArray<ArchiveHit>> FindAsync(ArchiveScope scope, ArchiveQuery query, CancellationToken cancel)
    {
        var bounds = query.Bound(queries.Dialect);
        if (bounds.IsExact) return await FindAsync(scope, query, bounds, cancel);
        await readers.WaitAsync(cancel);
        try
        {
            return await FindAsync(scope, query, bounds, cancel);
        }
        finally
        {
            readers.Release();
        }
    }

    /// <summary>The newest messages of a scope.</summary>
    public async Task<ImmutableArray<ArchiveHit>> ListNewAsync(ArchiveScope scope, int count, CancellationToken cancel)
    {
        var found = new List<ArchiveHit>();
        foreach (var project in scope.Projects) found.AddRange((await queries.ListAsync(new(project.Id, WordCondition.Anything, DateSpan.Ever), before: null, count, cancel)).Hits);
        return [.. found.DistinctBy(hit => hit.Number).OrderByDescending(hit => hit.Hit.Date).ThenByDescending(hit => hit.Hit.Message).Take(count)];
    }

    /// <inheritdoc />
    public void Dispose() => readers.Dispose();

    private async Task<ImmutableArray<ArchiveHit>> FindAsync(ArchiveScope scope, ArchiveQuery query, QueryBounds bounds, CancellationToken cancel)
    {
        var effort = new SearchEffort(MostRead, MostBytes);
        var found = new Dictionary<long, ArchiveHit>();
        foreach (var project in scope.Projects)
        {
            var count = found.Count + MostFound;
            long? next = null;
            do
            {
                var part = await queries.ListAsync(new(project.Id, bounds.Words, bounds.Span), next, Portion, cancel);
                next = part.Next;
                await foreach (var hit in TryAsync(part.Hits, query, bounds.IsExact ? null : effort, cancel)) found.TryAdd(hit.Number, hit);
            }
            while (next is not null && found.Count < count && !effort.IsSpent);
        }

        return [.. found.Values.OrderByDescending(hit => hit.Hit.Date).ThenByDescending(hit => hit.Hit.Message).Take(MostFound)];
    }

    private async IAsyncEnumerable<ArchiveHit> TryAsync(
        IReadOnlyList<ArchiveHit> hits, ArchiveQuery query, SearchEffort? effort, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        foreach (var handful in hits.Chunk(Handful))
        {
            if (effort is null)
            {
                foreach (var hit in handful) yield return hit;
                continue;
            }

            if (effort.IsSpent) yield break;
            var raws = (await mails.ListRawsAsync([.. handful.Select(hit => hit.Number)], cancel)).ToDictionary(raw => raw.Number, raw => raw.Raw);
            foreach (var hit in handful)
            {
                if (raws.TryGetValue(hit.Number, out var raw) && effort.TrySpend(raw.Length) && query.Finds(new(raw))) yield return hit;
            }
        }
    }
}

/// <summary>How much a search may still read.</summary>
internal sealed class SearchEffort(int mails, long bytes)
{
    private int mails = mails;
    private long bytes = bytes;

    /// <summary>True when it may read no more.</summary>
    public bool IsSpent => mails <= 0 || bytes <= 0;

    /// <summary>Takes one mail of that size off; false when that was too much.</summary>
    public bool TrySpend(int size)
    {
        if (IsSpent) return false;
        mails--;
        bytes -= size;
        return true;
    }
}
