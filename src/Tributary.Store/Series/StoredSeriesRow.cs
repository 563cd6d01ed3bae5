using Tributary.Workflow;

namespace Tributary.Store;

/// <summary>A row of the table as it is read.</summary>
internal sealed class StoredSeriesRow : ClockRow
{
    public long Id { get; init; }
    public string Name { get; init; } = "";
    public long Version { get; init; }
    public long Total { get; init; }
    public long Received { get; init; }
    public long Complete { get; init; }
    public long PullRequest { get; init; }
    public long SentAt { get; init; }
    public long ActiveAt { get; init; }
    public long Submitter { get; init; }
    public long Head { get; init; }
    public long? Cover { get; init; }
    public long State { get; init; }
    public string? Tree { get; init; }
    public string TreeReason { get; init; } = "";
    public string? Delegate { get; init; }
    public long? SupersededBy { get; init; }
    public long? Replaces { get; init; }
    public string? Hold { get; init; }
    public long Replies { get; init; }
    public long Acked { get; init; }
    public long Reviewed { get; init; }
    public long Tested { get; init; }
    public long Parts { get; init; }

    public SeriesRow ToRow() => new()
    {
        Id = new(Id), Name = Name, Version = Version, Total = Total, Received = Received, IsComplete = Complete != 0, IsPullRequest = PullRequest != 0,
        SentAt = SentAt, ActiveAt = ActiveAt, Submitter = Submitter, Head = Head, Cover = Cover, State = (PatchState)State, Tree = Tree,
        TreeReason = TreeReason, Delegate = Delegate, SupersededBy = SupersededBy is { } id ? new SeriesId(id) : null,
        Replaces = Replaces is { } whole ? new SeriesId(whole) : null, Hold = Hold, Replies = Replies,
        Tags = new(Acked, Reviewed, Tested), Parts = Parts, Clock = ToClock(),
    };
}
