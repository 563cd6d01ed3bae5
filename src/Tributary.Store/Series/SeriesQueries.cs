using Tributary.Mail;

namespace Tributary.Store;

/// <summary>Reads series: the lists of the queue, and one with all that its page shows.</summary>
public sealed class SeriesQueries(Database database)
{
    /// <summary>Series by newest activity first.</summary>
    /// <param name="filter">Which.</param>
    /// <param name="after">The last line of the page before, or null for the first page.</param>
    /// <param name="limit">Lines at most.</param>
    /// <param name="cancel">Ends it early.</param>
    public Task<IReadOnlyList<SeriesSummary>> ListAsync(SeriesFilter filter, SeriesCursor? after, int limit, CancellationToken cancel) =>
        throw new NotSupportedException(nameof(database) + database.GetHashCode());

    /// <summary>How many series a filter of state and tree holds, from kept counts; null for filters that are not counted.</summary>
    public Task<long?> CountAsync(SeriesFilter filter, CancellationToken cancel) => throw new NotSupportedException();

    /// <summary>The kept counts of a project by state and tree, those above 0: what the queue's quick links say.</summary>
    public Task<IReadOnlyList<SeriesCount>> ListCountsAsync(long project, CancellationToken cancel) => throw new NotSupportedException();

    /// <summary>The series of a number (an old number leads to the one that stays), or null.</summary>
    public Task<SeriesDetail?> FindAsync(SeriesId id, CancellationToken cancel) => throw new NotSupportedException();

    /// <summary>The series that a message belongs to or comments on, or null.</summary>
    public Task<SeriesDetail?> FindByMessageAsync(long project, MessageId message, CancellationToken cancel) =>
        throw new NotSupportedException();
}
