using Tributary.Patches;
using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Server;

/// <summary>
/// The events that follow from what is another after a batch than before. What is created or completed is so once: for messages that
/// have just come for the first time that is certain; for the others the events that are written say it.
/// </summary>
/// <param name="arrived">The numbers of the messages that have come for the first time.</param>
internal sealed class EventPlan(IReadOnlySet<long> arrived)
{
    private readonly List<(long Order, NewEvent Event)> certain = [];
    private readonly List<(long Order, NewEvent Event)> doubtful = [];

    /// <summary>Creations and completions that may have been written before.</summary>
    public IReadOnlyCollection<NewEvent> Doubtful => doubtful.ConvertAll(one => one.Event);

    /// <summary>All the events, in the order in which things came.</summary>
    /// <param name="fresh">Those of <see cref="Doubtful"/> that were not written before.</param>
    public IReadOnlyCollection<NewEvent> List(IReadOnlyCollection<NewEvent> fresh)
    {
        var kept = fresh.ToHashSet(ReferenceEqualityComparer.Instance);
        return [.. certain.Concat(doubtful.Where(one => kept.Contains(one.Event))).OrderBy(one => one.Order).ThenBy(one => RankOf(one.Event.Category)).Select(one => one.Event)];
    }

    /// <summary>Patches and cover letters that came, and patches that changed.</summary>
    public void AddRows(IEnumerable<PatchChange> patches, IEnumerable<CoverChange> covers)
    {
        foreach (var (before, after) in covers)
        {
            if (before is null) AddOnce(after!.Id, new() { Category = EventCategory.CoverCreated, Cover = after.Id });
        }

        foreach (var (before, after) in patches)
        {
            if (after is null) continue;
            if (before is null) AddOnce(after.Id, new() { Category = EventCategory.PatchCreated, Patch = after.Id });
            else AddChanges(before, after);
        }
    }

    /// <summary>A series that began or became complete.</summary>
    /// <param name="before">Its row before, or null.</param>
    /// <param name="after">Its row.</param>
    /// <param name="isNew">It was given its id just now.</param>
    /// <param name="arrivals">The numbers of its messages.</param>
    public void AddSeries(SeriesRow? before, SeriesRow after, bool isNew, IEnumerable<long> arrivals)
    {
        var series = after.Id.Value;
        if (isNew) certain.Add((arrivals.Min(), new() { Category = EventCategory.SeriesCreated, Series = series }));
        if (before is not null && before.Hold != after.Hold)
            certain.Add((long.MaxValue, new() { Category = EventCategory.SeriesHoldChanged, Series = series, Before = before.Hold, After = after.Hold }));
        if (before is not null && before.Tree != after.Tree && (TreeByHand.IsReason(before.TreeReason) || TreeByHand.IsReason(after.TreeReason)))
            certain.Add((long.MaxValue, new() { Category = EventCategory.SeriesTreeChanged, Series = series, Before = before.Tree, After = after.Tree }));
        if (after is not { IsComplete: true, Received: > 0 } || before is { IsComplete: true }) return;
        (isNew ? certain : doubtful).Add((arrivals.Max(), new() { Category = EventCategory.SeriesCompleted, Series = series }));
    }

    /// <summary>Patches of a series before which all others are here.</summary>
    /// <param name="series">The series.</param>
    /// <param name="patches">Its patches by number, with the number of their arrival; null for one that is counted as another series'.</param>
    public void AddCompleted(SeriesId series, IEnumerable<(int Number, long? Arrival)> patches)
    {
        var (complete, last) = (0, 0L);
        foreach (var (number, patch) in patches)
        {
            if (number > complete + 1) return;
            complete = Math.Max(complete, number);
            if (patch is not { } arrival) continue;
            last = Math.Max(last, arrival);
            AddOnce(arrival, new() { Category = EventCategory.PatchCompleted, Patch = arrival, Series = series.Value }, last);
        }
    }

    /// <summary>A reply that has become a comment.</summary>
    public void AddComment(StoredMember comment, StoredMember target)
    {
        var category = target.Member.Kind is MailKind.CoverLetter ? EventCategory.CoverCommentCreated : EventCategory.PatchCommentCreated;
        var isCover = category is EventCategory.CoverCommentCreated;
        AddOnce(comment.Arrival, new() { Category = category, Cover = isCover ? target.Arrival : null, Patch = isCover ? null : target.Arrival, Comment = comment.Arrival });
    }

    private void AddChanges(PatchRow before, PatchRow after)
    {
        if (before.State != after.State) Add(EventCategory.PatchStateChanged, before.State.Slug, after.State.Slug);
        if (before.Delegate != after.Delegate) Add(EventCategory.PatchDelegated, before.Delegate, after.Delegate);
        if (before.IsArchived != after.IsArchived) Add(EventCategory.PatchArchived, before.IsArchived ? "true" : "false", after.IsArchived ? "true" : "false");
        if (before.CommitRef != after.CommitRef) Add(EventCategory.PatchCommitChanged, before.CommitRef, after.CommitRef);
        if (before.PullUrl != after.PullUrl) Add(EventCategory.PatchPullUrlChanged, before.PullUrl, after.PullUrl);

        void Add(EventCategory category, string? was, string? isNow) =>
            certain.Add((long.MaxValue, new() { Category = category, Patch = after.Id, Before = was, After = isNow }));
    }

    private void AddOnce(long arrival, NewEvent one, long? order = null) => (arrived.Contains(arrival) ? certain : doubtful).Add((order ?? arrival, one));

    // Of what one message brings: the series, itself, and what it completes.
    private static int RankOf(EventCategory category) => category switch
    {
        EventCategory.SeriesCreated => 0,
        EventCategory.CoverCreated or EventCategory.PatchCreated => 1,
        EventCategory.PatchCompleted => 2,
        EventCategory.SeriesCompleted => 3,
        _ => 4,
    };
}
